import type { AlterTableType, RangeVar } from "libpg-query";
import type { LintContext } from "../rule.ts";
import type { Statement } from "../statement.ts";
import { alterations } from "./alterations.ts";
import { nodeOf, nodesOf } from "./node-of.ts";

/** Commands of ALTER TABLE that take less than ACCESS EXCLUSIVE (src/backend/commands/tablecmds.c, AlterTableGetLockLevel). */
const gentle: ReadonlySet<AlterTableType> = new Set([
  "AT_SetStatistics",
  "AT_SetOptions",
  "AT_ResetOptions",
  "AT_SetRelOptions",
  "AT_ResetRelOptions",
  "AT_ClusterOn",
  "AT_DropCluster",
  "AT_ValidateConstraint",
  "AT_AttachPartition",
  "AT_EnableTrig",
  "AT_EnableAlwaysTrig",
  "AT_EnableReplicaTrig",
  "AT_DisableTrig",
  "AT_EnableTrigAll",
  "AT_DisableTrigAll",
  "AT_EnableTrigUser",
  "AT_DisableTrigUser",
]);

const accessExclusive = 8;

/**
 * Tables in use that a statement locks against reading. A table that is dropped is none: whoever still uses it fails
 * anyway.
 */
export function exclusivelyLocked(statement: Statement, context: LintContext): RangeVar[] {
  const { node } = statement;
  const altered = alterations(statement, context).filter(
    ({ command }) =>
      !gentle.has(command.subtype ?? "AT_AddColumn") &&
      nodeOf(command.def, "Constraint")?.contype !== "CONSTR_FOREIGN" &&
      !nodeOf(command.def, "PartitionCmd")?.concurrent,
  );
  if (altered[0] !== undefined) return [altered[0].relation];
  const rename = nodeOf(node, "RenameStmt");
  const renamed = rename?.renameType === "OBJECT_INDEX" ? undefined : rename?.relation;
  const moved = nodeOf(node, "AlterObjectSchemaStmt")?.relation;
  const lock = nodeOf(node, "LockStmt");
  return [
    ...[renamed, moved, nodeOf(node, "ClusterStmt")?.relation].flatMap((relation) => relation ?? []),
    ...nodesOf(nodeOf(node, "TruncateStmt")?.relations, "RangeVar"),
    ...(lock?.mode === accessExclusive ? nodesOf(lock.relations, "RangeVar") : []),
  ].filter((relation) => !context.known.isNewTable(relation));
}
