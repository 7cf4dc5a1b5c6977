import type { Node } from "libpg-query";
import { nodeOf, nodesOf } from "./node-of.ts";
import { isConcurrentReindex } from "./reindex-options.ts";

/** What PostgreSQL refuses inside a transaction, as SQL names it; nothing for a statement that it takes there. */
export function outsideTransaction(node: Node): string | undefined {
  if (nodeOf(node, "IndexStmt")?.concurrent) return "CREATE INDEX CONCURRENTLY";
  if (nodeOf(node, "DropStmt")?.concurrent) return "DROP INDEX CONCURRENTLY";
  const reindex = nodeOf(node, "ReindexStmt");
  if (reindex !== undefined && isConcurrentReindex(reindex)) return "REINDEX CONCURRENTLY";
  if (reindex !== undefined && wholeKinds.includes(reindex.kind ?? ""))
    return "REINDEX of a whole schema or database";
  for (const { def } of nodesOf(nodeOf(node, "AlterTableStmt")?.cmds, "AlterTableCmd"))
    if (nodeOf(def, "PartitionCmd")?.concurrent) return "DETACH PARTITION CONCURRENTLY";
  if (nodeOf(node, "VacuumStmt")?.is_vacuumcmd) return "VACUUM";
  const cluster = nodeOf(node, "ClusterStmt");
  if (cluster !== undefined && cluster.relation === undefined) return "CLUSTER of all tables";
  return Object.entries(always).find(([kind]) => kind in node)?.[1];
}

const wholeKinds = ["REINDEX_OBJECT_SCHEMA", "REINDEX_OBJECT_SYSTEM", "REINDEX_OBJECT_DATABASE"];

const always: Readonly<Record<string, string>> = {
  AlterSystemStmt: "ALTER SYSTEM",
  CreatedbStmt: "CREATE DATABASE",
  DropdbStmt: "DROP DATABASE",
  CreateTableSpaceStmt: "CREATE TABLESPACE",
  DropTableSpaceStmt: "DROP TABLESPACE",
};
