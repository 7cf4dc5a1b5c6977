import type { ReadableKey } from "../../keys/setting-key.ts";
import { nearest } from "../../nearest.ts";
import type { ProductionServerKind } from "../production-settings.ts";

const kinds: readonly ProductionServerKind[] = ["rds", "aurora"];
const developmentKinds = ["docker", "native", "embedded"];

/** `auto`, which Pulumi.yaml hands to every stack that says nothing, is an instance of RDS here. */
export const server: ReadableKey<ProductionServerKind> = {
  name: "server",
  allowed: "rds or aurora",
  parse(text) {
    const value = text === "auto" ? "rds" : kinds.find((kind) => kind === text);
    if (value !== undefined) return { value };
    if (developmentKinds.includes(text)) return { problem: "for development only" };
    const meant = nearest(text, kinds);
    return meant === undefined
      ? { problem: "no server of this kind" }
      : { problem: "no server of this kind", mend: `did you mean ${meant}?` };
  },
};
