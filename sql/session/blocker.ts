/** A session that another one waits for. */
export interface Blocker {
  /** 0 for a prepared transaction, which no session holds. */
  readonly pid: number;
  readonly role: string | null;
  readonly application: string;
  /** `active`, `idle in transaction`, ...; `null` where the asker may not know. */
  readonly state: string | null;
  /** For how long it has been in that state, in seconds. */
  readonly seconds: number | null;
  /** What it runs, or ran last; at most 200 characters, with all its values: shown to nobody but through `hideValues`. */
  readonly query: string | null;
}

/** An expression for what is known of the sessions whose pids an SQL array expression has, as JSON. */
export function describeBlockers(pids: string): string {
  return `(SELECT coalesce(json_agg(json_build_object(
      'pid', b.pid, 'role', a.usename, 'application', coalesce(a.application_name, ''), 'state', a.state,
      'seconds', floor(extract(epoch FROM clock_timestamp() - coalesce(a.state_change, a.xact_start)))::int,
      'query', left(a.query, 200)) ORDER BY b.pid), '[]')
    FROM (SELECT DISTINCT pid FROM unnest(${pids}) AS pid WHERE pid IS NOT NULL) AS b
    LEFT JOIN pg_stat_activity a ON a.pid = b.pid)`;
}
