/** Longest wait for a lock, and longest run, of what is asked before anything is built: a preview waits for nobody. */
export const preflightLimits =
  "SELECT set_config('lock_timeout', '500ms', true), set_config('statement_timeout', '5s', true)";
