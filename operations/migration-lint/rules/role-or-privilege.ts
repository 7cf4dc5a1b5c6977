import type { Node } from "libpg-query";
import type { Rule } from "../rule.ts";
import { nodeOf, nodesOf } from "../tree/node-of.ts";

/** One owner for access. */
export const roleOrPrivilege: Rule = {
  name: "role-or-privilege",
  level: "error",
  why: "Roles, owners and privileges are declared in model/database.ts: what a migration grants is drift to `up`, which takes it away.",
  check: ({ node }) => {
    const words = Object.entries(statements).find(([kind]) => kind in node)?.[1] ?? changedOwner(node);
    return words === undefined
      ? []
      : [
          {
            what: `${words} in a migration`,
            mend: "Declare it in model/database.ts, and remove the statement.",
          },
        ];
  },
};

const statements: Readonly<Record<string, string>> = {
  GrantStmt: "GRANT or REVOKE of a privilege",
  GrantRoleStmt: "GRANT or REVOKE of a role",
  AlterDefaultPrivilegesStmt: "ALTER DEFAULT PRIVILEGES",
  CreateRoleStmt: "CREATE ROLE",
  AlterRoleStmt: "ALTER ROLE",
  AlterRoleSetStmt: "ALTER ROLE ... SET",
  DropRoleStmt: "DROP ROLE",
  ReassignOwnedStmt: "REASSIGN OWNED",
  DropOwnedStmt: "DROP OWNED",
  AlterOwnerStmt: "OWNER TO",
};

function changedOwner(node: Node): string | undefined {
  const commands = nodesOf(nodeOf(node, "AlterTableStmt")?.cmds, "AlterTableCmd");
  return commands.some(({ subtype }) => subtype === "AT_ChangeOwner") ? "OWNER TO" : undefined;
}
