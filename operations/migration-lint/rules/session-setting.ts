import type { VariableSetStmt } from "libpg-query";
import type { Rule } from "../rule.ts";
import { nodeOf } from "../tree/node-of.ts";

/** What the runner sets for each migration, and must stay. */
const ofRunner = ["role", "session_authorization", "search_path", "lock_timeout"];

/** SET LOCAL of anything else is a migration's own business. */
export const sessionSetting: Rule = {
  name: "session-setting",
  level: "error",
  why: "The runner sets role, search_path and lock_timeout for each migration; what SET changes otherwise lasts longer than the migration, in the session that runs the next one.",
  check: ({ node }) => {
    const set = nodeOf(node, "VariableSetStmt");
    if (set === undefined || set.kind === "VAR_SET_MULTI") return [];
    const name = set.name ?? "all";
    if (ofRunner.includes(name) || set.kind === "VAR_RESET_ALL")
      return [{ what: `${verb(set)} ${name} in a migration`, mend: "Remove it: the runner has set it." }];
    if (set.is_local || set.kind === "VAR_RESET") return [];
    return [
      {
        what: `SET ${name} outlives the migration`,
        mend: "Set it for the transaction.",
        sql: `SET LOCAL ${name} = ...;`,
      },
    ];
  },
};

function verb({ kind }: VariableSetStmt): string {
  return kind === "VAR_RESET" || kind === "VAR_RESET_ALL" ? "RESET" : "SET";
}
