import type { Rule } from "../rule.ts";

/** Found at the second statement, once. */
export const mixedNoTransaction: Rule = {
  name: "mixed-no-transaction",
  level: "error",
  why: "Such a file is sent as one statement, and the server refuses a second one: what is left half done could not be told.",
  check: ({ base }, { inTransaction, earlier }) =>
    !inTransaction && base === 0 && earlier.filter((statement) => statement.base === 0).length === 1
      ? [
          {
            what: "more than one statement in a file that runs outside of a transaction",
            mend: "Make a migration of each statement.",
          },
        ]
      : [],
};
