/**
 * How long a statement of a repair waits for a lock, in milliseconds. Row security locks its table against everybody, and who
 * waits for such a lock makes wait all who come after.
 */
const patience = 2_000;

/** Sets it for the transaction. */
export const repairLockTimeout = `SET LOCAL lock_timeout = ${patience}`;
