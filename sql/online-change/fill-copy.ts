import type { Bridge } from "./bridge.ts";

/** Rows of a batch, as R7 has it. */
const batchRows = 10_000;

/**
 * Fills the copy of a batch of rows, in the order in which they lie on disk, from place $1 on; the contract is that of
 * `-- batches` files. A row that somebody else has locked is passed over, so that no client waits for a batch that waits:
 * what an UPDATE does to it the trigger does too, and otherwise it is counted, and there is another pass.
 */
export function fillCopy({ table, original, copy }: Bridge): string {
  const differs = `record_image_ne(ROW(${copy}), ROW(${original}))`;
  return `WITH batch_rows AS MATERIALIZED (
  SELECT ctid AS place FROM ${table}
  WHERE ctid > coalesce($1::tid, '(0,0)') AND ${differs}
  LIMIT ${batchRows}
), free_rows AS MATERIALIZED (
  SELECT ctid AS place FROM ${table}
  WHERE ctid = ANY (ARRAY(SELECT place FROM batch_rows)) AND ${differs}
  FOR NO KEY UPDATE SKIP LOCKED
), filled_rows AS (
  UPDATE ${table} SET ${copy} = ${original}
  WHERE ctid = ANY (ARRAY(SELECT place FROM free_rows))
  RETURNING 1
)
SELECT (SELECT CASE WHEN count(*) = ${batchRows} THEN max(place) END FROM batch_rows)::text AS position,
       (SELECT count(*) FROM filled_rows)::int AS changed,
       ((SELECT count(*) FROM batch_rows) - (SELECT count(*) FROM filled_rows))::int AS skipped;
`;
}
