import type { AlterTableType, Node } from "libpg-query";
import type { Rule } from "../rule.ts";
import { nodeOf, nodesOf } from "../tree/node-of.ts";

/** One owner for access. */
export const roleOrPrivilege: Rule = {
  name: "role-or-privilege",
  level: "error",
  why: "Roles, owners, privileges and row security are declared in model/database.ts: what a migration grants is drift to `up`, which takes it away.",
  check: ({ node }) => {
    const words = Object.entries(statements).find(([kind]) => kind in node)?.[1] ?? byAlter(node);
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
  CreatePolicyStmt: "CREATE POLICY",
  AlterPolicyStmt: "ALTER POLICY",
};

const commands: Partial<Record<AlterTableType, string>> = {
  AT_ChangeOwner: "OWNER TO",
  AT_EnableRowSecurity: "ENABLE ROW LEVEL SECURITY",
  AT_DisableRowSecurity: "DISABLE ROW LEVEL SECURITY",
  AT_ForceRowSecurity: "FORCE ROW LEVEL SECURITY",
  AT_NoForceRowSecurity: "NO FORCE ROW LEVEL SECURITY",
};

function byAlter(node: Node): string | undefined {
  if (nodeOf(node, "DropStmt")?.removeType === "OBJECT_POLICY") return "DROP POLICY";
  return nodesOf(nodeOf(node, "AlterTableStmt")?.cmds, "AlterTableCmd")
    .flatMap(({ subtype }) => (subtype && commands[subtype]) ?? [])
    .at(0);
}
