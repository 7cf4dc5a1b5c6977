import type { Profile } from "../settings/settings.ts";
import type { ServerSize } from "./server-size.ts";

/** What decides a server's parameters. */
export interface ParameterOptions {
  readonly profile: Profile;
  readonly size: ServerSize;
  /** Of PostgreSQL, 16 or newer, e.g. 17. */
  readonly majorVersion: number;
  /** Streaming replicas, named `replica-1`, `replica-2`, and so on. */
  readonly replicas: number;
  /** Whether a commit waits until a replica has it on disk; means nothing without a replica. */
  readonly synchronous: boolean;
  /** Libraries the server is to load at its start, in RDS's order. Parameters of others are left out. */
  readonly preload: readonly string[];
  /** @default what memory and profile allow */
  readonly maxConnections?: number;
  /**
   * Whether the server can ask its operating system to read ahead (`posix_fadvise`). PostgreSQL before 18 does not start
   * with `effective_io_concurrency` on macOS, which has none.
   * @default true
   */
  readonly readAhead?: boolean;
  /** Whether the server was built with LZ4; one that was not does not start with a parameter that names it. @default false */
  readonly lz4?: boolean;
}
