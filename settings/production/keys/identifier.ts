import type { Problem, ReadableKey } from "../../keys/setting-key.ts";

/** RDS takes 63 characters (API reference, CreateDBInstance, DBInstanceIdentifier, 2026-11-28). */
export const longestIdentifier = 63;

export const identifier: ReadableKey<string> = {
  name: "identifier",
  allowed: `at most ${longestIdentifier} of a-z, 0-9 and -, a letter first`,
  parse(text) {
    const problem = problemOf(text);
    return problem === undefined ? { value: text } : problem;
  },
};

function problemOf(name: string): Problem | undefined {
  if (/[A-Z]/.test(name))
    return {
      problem: "has upper case, which RDS makes lower: a difference for ever",
      mend: `use ${name.toLowerCase()}`,
    };
  const strange = /[^a-z0-9-]/u.exec(name)?.[0];
  if (strange !== undefined) return { problem: `has ${strange === " " ? "a space" : strange} in it` };
  if (!/^[a-z]/.test(name)) return { problem: "does not begin with a letter" };
  if (name.includes("--")) return { problem: "has two hyphens in a row", mend: "write one" };
  if (name.endsWith("-")) return { problem: "ends with a hyphen", mend: "remove it" };
  return name.length > longestIdentifier ? { problem: `${name.length} characters long` } : undefined;
}
