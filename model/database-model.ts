import type { ColumnMask } from "./column-mask.ts";
import type { DatabaseAccess } from "./database-access.ts";
import type { IndexDefinition } from "./index-definition.ts";
import type { Job } from "./job.ts";
import type { MaterializedView } from "./materialized-view.ts";
import type { PartitionSet } from "./partition-set.ts";
import type { Grant } from "./privilege.ts";
import type { Role } from "./role.ts";
import type { Policy, RowSecurity } from "./row-security.ts";

/** An extension, declared. */
export interface Extension {
  readonly name: string;
  /** Schema of its objects. @default "public" */
  readonly schema?: string;
  /**
   * Version that is installed, or `latest` for the one that the server brings. A newer one is reached by ALTER EXTENSION UPDATE;
   * there is no way back. @default what it was made at: one that is behind the server's is said by a preview and by `doctor`
   */
  readonly version?: string;
}

/** A schema and all that is inside it. */
export interface Schema {
  readonly name: string;
  /** Role that owns the schema and everything the migrations make in it. */
  readonly owner: string;
  readonly comment: string;
  readonly grants: readonly Grant[];
  /**
   * Roles whose later objects get the privileges of `grants` when they are made.
   * @default all that may make objects here: see `creatorsOf`
   */
  readonly creators?: readonly string[];
  /** Columns that some roles cannot read. @default none */
  readonly masks?: readonly ColumnMask[];
  /** Tables whose rows are seen by policies alone. @default none */
  readonly rowSecurity?: readonly RowSecurity[];
  /** Policies of the tables in `rowSecurity`. @default none */
  readonly policies?: readonly Policy[];
  /** Partitions that are made ahead and retired, of tables that migrations make. @default none */
  readonly partitions?: readonly PartitionSet[];
  /** @default none */
  readonly materializedViews?: readonly MaterializedView[];
  /** Indexes by name; a migration makes none of them. */
  readonly indexes: readonly IndexDefinition[];
  /** Values for `{{ name }}` in this schema's migration files. @default none */
  readonly variables?: Readonly<Record<string, string | number>>;
}

/** The declared database: the same on a laptop and in production. */
export interface DatabaseModel {
  /** @default everybody uses schema public, nobody makes temporary tables */
  readonly access?: DatabaseAccess;
  readonly extensions: readonly Extension[];
  readonly roles: readonly Role[];
  readonly schemas: readonly Schema[];
  /** SQL that the server runs by itself, where it has pg_cron. @default none */
  readonly jobs?: readonly Job[];
}
