import type { ClientBase } from "pg";
import type { ConnectionTarget } from "../../db/connection-target.ts";
import type { MigratedSchema } from "./apply-all.ts";
import type { MigrationProgress } from "./migration-progress.ts";

/** What is migrated, and how. */
export interface MigrateOptions extends MigratedSchema {
  /** Connected as an administrator: may SET ROLE to `owner` and create the schema pgstack. No transaction is open. */
  readonly client: ClientBase;
  /**
   * Where `client` is connected to, for connections beside it: to say how far a long step is and whom it waits for, and
   * to put rows back that were deleted from the history. @default neither is done
   */
  readonly connection?: ConnectionTarget;
  /** Schemas that the files refer to. @default none */
  readonly needs?: readonly MigratedSchema[];
  /** The version to end at; those above it are rolled back, 0 for all. @default the newest file */
  readonly target?: number;
  /** Also roll back what was applied and is no longer among the files; its data is lost. @default false */
  readonly rollBackMissing?: boolean;
  /** Longest wait for a table's lock, in milliseconds; the migration is tried five times. @default 5000 */
  readonly lockTimeoutMs?: number;
  /** Longest wait for other migrations to end, in milliseconds. @default 60000 */
  readonly waitMs?: number;
  /** Aborted when nothing more is to be begun; cancelling what runs on the server is the caller's. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: MigrationProgress) => void;
}
