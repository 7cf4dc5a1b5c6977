import type { ConnectionTarget } from "../../db/connection-target.ts";

/** What a build needs to know and whom it tells. */
export interface BuildIndexOptions {
  readonly schema: string;
  /** Aborted when no more is to be begun; what runs on the server is cancelled where `connection` says how. */
  readonly signal?: AbortSignal | undefined;
  /** Shows where it stands, as a line that the next one overwrites. */
  readonly report?: ((message: string) => void) | undefined;
  /** Says something that stays. */
  readonly note?: ((message: string) => void) | undefined;
  /**
   * Where `client` is connected to, to connect once more: to see how far a build is and whom it waits for, to cancel it,
   * and to clear up after a connection that was lost. @default none of these
   */
  readonly connection?: ConnectionTarget | undefined;
  /** Whether all connections share one session, so that none can look at another. @default false */
  readonly oneSession?: boolean | undefined;
  /** Whether an earlier try may have built it without analysing its table. @default false */
  readonly again?: boolean | undefined;
  /** How many builds may run at the same time: they share the server's memory. @default 1 */
  readonly atOnce?: number | undefined;
  /** How long another session is waited for before a line that stays says so, in milliseconds. @default 10000 */
  readonly noteAfterMs?: number | undefined;
}
