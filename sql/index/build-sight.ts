import { type Blocker, describeBlockers } from "../session/blocker.ts";

/** What another session sees of one that builds or drops an index. */
export interface BuildSight {
  /** What the build does, as pg_stat_progress_create_index says; `null` for a session that builds none. */
  readonly phase: string | null;
  readonly blocksDone: number;
  readonly blocksTotal: number;
  readonly tuplesDone: number;
  readonly tuplesTotal: number;
  /** Of the transactions that this phase waits for, how many have ended, and how many there were. */
  readonly lockersDone: number;
  readonly lockersTotal: number;
  /** Whom it waits for at this moment. */
  readonly blockers: readonly Blocker[];
}

/** Looks at the session with pid $1. A build that waits for others names one of them at a time. */
export const sightOfBuild = `
  SELECT p.phase,
         coalesce(p.blocks_done, 0)::float8 AS "blocksDone", coalesce(p.blocks_total, 0)::float8 AS "blocksTotal",
         coalesce(p.tuples_done, 0)::float8 AS "tuplesDone", coalesce(p.tuples_total, 0)::float8 AS "tuplesTotal",
         coalesce(p.lockers_done, 0)::int AS "lockersDone", coalesce(p.lockers_total, 0)::int AS "lockersTotal",
         ${describeBlockers("pg_blocking_pids($1) || nullif(p.current_locker_pid, 0)::int")} AS blockers
  FROM (SELECT 1) AS always LEFT JOIN pg_stat_progress_create_index p ON p.pid = $1`;
