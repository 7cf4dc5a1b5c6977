import { engineVersions } from "../../../aws/engine-versions.ts";
import type { Problem, ReadableKey } from "../../keys/setting-key.ts";

export const engineVersion: ReadableKey<string> = {
  name: "engineVersion",
  allowed: "a major version of PostgreSQL, such as 17",
  parse(text) {
    if (/^[1-9]\d*$/.test(text)) return { value: text };
    return pinned(text) ?? { problem: "no version of PostgreSQL" };
  },
};

/**
 * A minor version that is written stays there while AWS installs the next one in the maintenance window, and the next
 * update asks for a downgrade, which RDS refuses.
 */
function pinned(text: string): Problem | undefined {
  const { major } = /^(?<major>\d+)\.[\w.-]+$/.exec(text)?.groups ?? {};
  if (major === undefined) return undefined;
  const problem = engineVersions("postgres").includes(text)
    ? "a minor version, which AWS replaces by the next by itself: an update would then ask for a downgrade"
    : "a minor version, and one that RDS does not have";
  return { problem, mend: `use ${major}` };
}
