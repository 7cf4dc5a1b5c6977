import { WireError } from "../wire/error-fields.ts";
import type { Core } from "./core.ts";

/** How long a client may have to wait for a table to be done, in milliseconds; most are done by then. */
const patience = 200;

/**
 * A table that has changed enough since it was last vacuumed or analyzed, by the same thresholds as PostgreSQL's
 * autovacuum, which does not run in a single process. Tables for which it is switched off are left alone.
 */
const nextTable = `
  SELECT format('%I.%I', s.schemaname, s.relname),
         s.n_dead_tup > 50 + 0.2 * rows OR s.n_ins_since_vacuum > 1000 + 0.2 * rows
  FROM pg_catalog.pg_stat_all_tables AS s
  JOIN pg_catalog.pg_class AS c ON c.oid = s.relid,
  greatest(c.reltuples, 0) AS rows
  WHERE c.relpersistence <> 't' AND s.schemaname NOT LIKE 'pg\\_toast%'
    AND NOT coalesce('autovacuum_enabled=false' = ANY (c.reloptions), false)
    AND current_setting('autovacuum')::bool
    AND (s.n_dead_tup > 50 + 0.2 * rows OR s.n_ins_since_vacuum > 1000 + 0.2 * rows
         OR s.n_mod_since_analyze > 50 + 0.1 * rows)
  ORDER BY s.n_mod_since_analyze DESC
  LIMIT 1`;

/**
 * Does for one table what autovacuum would, and gives way to clients that wait for their turn. To be called by who has
 * the turn.
 *
 * @returns whether there may be more to do
 */
export async function vacuumNext(core: Core): Promise<boolean> {
  // Statistics reach the views with a delay otherwise.
  await core.sessions.ask("SELECT pg_stat_force_next_flush()");
  const [table] = await core.sessions.ask(nextTable);
  if (table === undefined) return false;
  const command = table[1] === "t" ? "VACUUM (ANALYZE, SKIP_LOCKED)" : "ANALYZE (SKIP_LOCKED)";
  let waited = false;
  let told = Promise.resolve();
  const giveWay = setInterval(() => {
    if (waited) told = core.engine.cancel();
    waited = core.queue.waiting > 0;
  }, patience);
  try {
    await core.sessions.ask(`${command} ${table[0]}`);
  } catch (error) {
    if (!(error instanceof WireError)) throw error;
  } finally {
    clearInterval(giveWay);
    await told;
  }
  return true;
}
