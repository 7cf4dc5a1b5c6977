import { scriptMode } from "./script-mode.ts";

/** Values for `{{ name }}` in migration files. */
export type MigrationVariables = Readonly<Record<string, string | number>>;

/** One file of a migration. */
export interface MigrationScript {
  /** For people: the schema's folder and the file, e.g. `commerce/0002_orders.up.sql`. */
  readonly file: string;
  /** The SQL with variables filled in. */
  readonly sql: string;
  /** SHA-256 in hexadecimal of the file as it is, variables not filled in and line ends LF. */
  readonly checksum: string;
}

/** A step of a schema's tables, both ways. */
export interface Migration {
  /** 1 and up, without gaps. */
  readonly version: number;
  readonly name: string;
  readonly up: MigrationScript;
  readonly down: MigrationScript;
  /** The variables that its two files use, with the values filled in. */
  readonly variables: MigrationVariables;
}

/** A migration that a database has. */
export interface AppliedMigration {
  readonly version: number;
  readonly name: string;
  readonly upChecksum: string;
  readonly downChecksum: string;
  /** What a rollback runs; the file may be gone by then. */
  readonly downSql: string;
  readonly variables: MigrationVariables;
  readonly appliedAt: Date;
  readonly durationMs: number;
  readonly appliedBy: string;
}

/**
 * Whether a script runs inside one transaction: always, unless its first line is `-- no-transaction` or `-- batches`.
 *
 * A `-- no-transaction` file holds **exactly one statement**: it is sent by the extended protocol, where the server itself refuses a
 * second one, so nothing here has to cut SQL into statements. And it must be safe to run **twice**: when the runner is
 * killed between the statement and its row in the history, the next run does it again.
 */
export function runsInTransaction(sql: string): boolean {
  const { mode } = scriptMode(sql);
  return mode === "transaction" || mode === "short-locks";
}

/** `0002_orders`, as files and messages name it. */
export function migrationLabel({
  version,
  name,
}: {
  readonly version: number;
  readonly name: string;
}): string {
  return `${String(version).padStart(4, "0")}_${name}`;
}
