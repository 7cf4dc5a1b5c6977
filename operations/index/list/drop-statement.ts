import { dropIndex } from "../../../sql/index/drop-index.ts";
import { quoteQualified } from "../../../sql/quote.ts";
import type { ListedIndex } from "./listed-index.ts";

/** What drops an index by hand. Of a whole partitioned table PostgreSQL drops none without a lock that keeps all others out. */
export function dropStatement({
  schema,
  name,
  partitioned,
}: Pick<ListedIndex, "schema" | "name" | "partitioned">): string {
  return partitioned ? `DROP INDEX ${quoteQualified(schema, name)}` : dropIndex(schema, name);
}
