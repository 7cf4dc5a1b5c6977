import type { Rule } from "../rule.ts";

/** Found at the second statement, once. */
export const mixedNoTransaction: Rule = {
  name: "mixed-no-transaction",
  level: "error",
  why: "Such a file is sent as one statement, and the server refuses a second one: what is left half done could not be told.",
  check: (_statement, { inTransaction, earlier }) =>
    !inTransaction && earlier.length === 1
      ? [
          {
            what: "a `-- no-transaction` file with more than one statement",
            mend: "Make a migration of each statement.",
          },
        ]
      : [],
};
