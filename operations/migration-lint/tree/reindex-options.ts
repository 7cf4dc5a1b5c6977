import type { ReindexStmt } from "libpg-query";
import { nodesOf } from "./node-of.ts";

/** Whether a REINDEX is CONCURRENTLY, in either of its spellings. */
export function isConcurrentReindex({ params }: ReindexStmt): boolean {
  return nodesOf(params, "DefElem").some(({ defname }) => defname === "concurrently");
}
