import { nearest } from "../nearest.ts";
import type { ServerChoice } from "../settings.ts";
import type { SettingKey } from "./setting-key.ts";

const choices: readonly ServerChoice[] = ["auto", "docker", "native", "embedded"];
const productionKinds = ["rds", "aurora"];

export const server: SettingKey<ServerChoice> = {
  name: "server",
  type: "string",
  default: "auto",
  allowed: "auto, docker, native or embedded",
  parse(text) {
    const choice = choices.find((known) => known === text);
    if (choice !== undefined) return { value: choice };
    if (productionKinds.includes(text.toLowerCase())) return { problem: "for production only" };
    const meant = nearest(text, choices);
    return meant === undefined
      ? { problem: "no server of this kind" }
      : { problem: "no server of this kind", mend: `did you mean ${meant}?` };
  },
};
