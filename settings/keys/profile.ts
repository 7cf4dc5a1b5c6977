import { nearest } from "../nearest.ts";
import type { Profile } from "../settings.ts";
import type { SettingKey } from "./setting-key.ts";

const profiles: readonly Profile[] = ["laptop", "production", "writes", "workstation", "vector"];

export const profile: SettingKey<Profile> = {
  name: "profile",
  type: "string",
  default: "laptop",
  allowed: "laptop, production, writes, workstation or vector",
  parse(text) {
    const known = profiles.find((name) => name === text);
    if (known !== undefined) return { value: known };
    const meant = nearest(text, profiles);
    return meant === undefined
      ? { problem: "no profile" }
      : { problem: "no profile", mend: `did you mean ${meant}?` };
  },
};
