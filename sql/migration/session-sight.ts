/** What another session sees of one that is at work. */
export interface SessionSight {
  /** Sessions it waits for. */
  readonly blockers: readonly string[];
  /** What a CREATE INDEX is doing, and how much of that is done, from 0 to 1; `null` where it does none. */
  readonly phase: string | null;
  readonly done: number | null;
}

/** Looks at the session with pid $1. A build that waits for others names them in its own view. */
export const sightOfSession = `
  SELECT ARRAY(
           SELECT concat('pid ', a.pid, ' (',
                         concat_ws(', ', nullif(a.application_name, ''), 'user ' || a.usename, a.state,
                                   'since ' || to_char(a.state_change, 'HH24:MI:SS')), ')')
           FROM pg_stat_activity a
           WHERE a.pid = ANY (pg_blocking_pids($1)) OR a.pid = p.current_locker_pid ORDER BY a.pid) AS blockers,
         p.phase, p.done
  FROM (SELECT 1) AS always
  LEFT JOIN (SELECT phase, nullif(current_locker_pid, 0) AS current_locker_pid,
                    CASE WHEN tuples_total > 0 THEN tuples_done::float8 / tuples_total
                         WHEN blocks_total > 0 THEN blocks_done::float8 / blocks_total END AS done
             FROM pg_stat_progress_create_index WHERE pid = $1) AS p ON true`;
