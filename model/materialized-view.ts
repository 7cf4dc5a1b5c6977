import type { Duration } from "./duration.ts";

/** How a materialized view is kept up to date; without any of it nothing refreshes the view. */
export interface Refresh {
  /** Whether readers go on while it is refreshed, which needs a `key`. @default true */
  readonly concurrently?: boolean;
  /** When the server refreshes it, as {@link Job.schedule}; on a server without pg_cron nothing comes of it. @default none */
  readonly schedule?: string;
  /** Age of its data from which on `pgstack up` refreshes it, such as `2h`. @default any age is fine */
  readonly maxAge?: Duration;
}

/** A materialized view, declared. Another query is built beside the old one, which serves readers until the names change hands. */
export interface MaterializedView {
  /** Name of the view. A change replaces it. */
  readonly name: string;
  /** The SELECT that fills it; names without a schema are of its own schema, then of `public`. */
  readonly query: string;
  /**
   * Columns that no two rows share, and that are what tells a row when it is refreshed concurrently: they get a unique index
   * `<name>_key`. Further indexes are declared as those of a table are. @default none
   */
  readonly key?: readonly string[];
  /** What is in it. @default none */
  readonly comment?: string;
  /** @default nothing refreshes it */
  readonly refresh?: Refresh;
}
