import type { AlterTableType, Node } from "libpg-query";
import type { LintContext, Problem, Rule } from "../rule.ts";
import type { Statement } from "../statement.ts";
import { alterations } from "../tree/alterations.ts";
import { nodeOf, nodesOf } from "../tree/node-of.ts";
import { relationSql } from "../tree/relation.ts";

const repack =
  "Use pg_repack, which lets others go on. Space that VACUUM has freed is used again without any of this.";
const copy =
  "Make a table as it is to be, write to both, copy the rows in batches, and change over; or do it while nobody needs the table.";

/** Whatever writes a table anew for its own sake; defaults and types that do have squawk's rules. */
export const rewritingTable: Rule = {
  name: "rewriting-table",
  level: "error",
  why: "The whole table is written anew; until that is done, nobody can read it or write to it.",
  check: (statement, context) => [...wholeTable(statement.node, context), ...byAlter(statement, context)],
};

function wholeTable(node: Node, { known }: LintContext): Problem[] {
  const vacuum = nodeOf(node, "VacuumStmt");
  const isFull = nodesOf(vacuum?.options, "DefElem").some(
    ({ defname, arg }) => defname === "full" && !isFalse(arg),
  );
  if (isFull) {
    const tables = nodesOf(vacuum?.rels, "VacuumRelation").map(({ relation }) => relationSql(relation ?? {}));
    return [{ what: `VACUUM FULL of ${tables.join(", ") || "every table"}`, mend: repack }];
  }
  const cluster = nodeOf(node, "ClusterStmt");
  if (cluster === undefined || known.isNewTable(cluster.relation)) return [];
  const table = cluster.relation === undefined ? "every table" : relationSql(cluster.relation);
  return [{ what: `CLUSTER of ${table}`, mend: repack }];
}

/** `VACUUM (FULL off)`, in PostgreSQL's words for no. */
function isFalse(arg: Node | undefined): boolean {
  const word = nodeOf(arg, "String")?.sval ?? "";
  return (
    ["false", "off"].includes(word.toLowerCase()) ||
    (nodeOf(arg, "Integer") !== undefined && !nodeOf(arg, "Integer")?.ival)
  );
}

const commands: Partial<Record<AlterTableType, string>> = {
  AT_SetLogged: "SET LOGGED",
  AT_SetUnLogged: "SET UNLOGGED",
  AT_SetTableSpace: "SET TABLESPACE",
  AT_SetAccessMethod: "SET ACCESS METHOD",
};

function byAlter(statement: Statement, context: LintContext): Problem[] {
  return alterations(statement, context).flatMap(({ table, command, at }) => {
    const words = command.subtype && commands[command.subtype];
    return words === undefined ? [] : [{ at, what: `${words} on ${table}`, mend: copy }];
  });
}
