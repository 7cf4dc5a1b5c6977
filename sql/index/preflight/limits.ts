/** Longest wait for a lock, and longest run, of what is asked before anything is built: a preview waits for nobody. */
export const preflightLimits = ["SET LOCAL lock_timeout = '500ms'", "SET LOCAL statement_timeout = '5s'"];
