import type { SuperuserReference } from "../../../db/superuser/superuser-reference.ts";
import { superuserRows } from "../../../db/superuser/superuser-rows.ts";

/** A parameter as the running server has it. */
export interface RunningParameter {
  readonly name: string;
  /** What a new session gets, as SHOW prints it. */
  readonly value: string;
  /** What its configuration file says; `null` where it does not name it. */
  readonly written: string | null;
  /** It takes another value with the next restart. */
  readonly pendingRestart: boolean;
}

/**
 * A line that stands twice counts the second time, as the server takes it. What the superuser's own session is told
 * otherwise (it logs none of its statements) is taken from the files, too.
 */
const query = `SELECT s.name,
  CASE WHEN s.source IN ('client', 'session') THEN coalesce(a.setting, s.boot_val) ELSE current_setting(s.name) END AS value,
  f.setting AS written, s.pending_restart AS "pendingRestart"
FROM pg_settings AS s
LEFT JOIN (
  SELECT DISTINCT ON (lower(name)) lower(name) AS name, setting FROM pg_file_settings
  WHERE sourcefile = current_setting('config_file') ORDER BY lower(name), seqno DESC
) AS f ON f.name = lower(s.name)
LEFT JOIN (
  SELECT DISTINCT ON (lower(name)) lower(name) AS name, setting FROM pg_file_settings
  WHERE applied ORDER BY lower(name), seqno DESC
) AS a ON a.name = lower(s.name)`;

/**
 * Asks a running server for its parameters.
 * @throws UserError when its superuser cannot be reached
 */
export function runningParameters(superuser: SuperuserReference): Promise<RunningParameter[]> {
  return superuserRows<RunningParameter>(superuser, query, { timeout: 10_000 });
}
