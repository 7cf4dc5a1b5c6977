import { WireError } from "../wire/error-fields.ts";

/** What clients are told when PostgreSQL ended under them; SQLSTATE 57P02 (crash_shutdown). */
export function serverEnded(reason: string): WireError {
  return WireError.fatal("57P02", "terminating connection because the server process ended", {
    detail: reason,
    hint: "It is being started again; in a moment you can connect again and repeat your command.",
  });
}
