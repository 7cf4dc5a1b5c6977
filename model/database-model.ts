import type { IndexDefinition } from "./index-definition.ts";
import type { Grant } from "./privilege.ts";
import type { Role } from "./role.ts";

/** An extension, declared. */
export interface Extension {
  readonly name: string;
  /** Schema of its objects. @default "public" */
  readonly schema?: string;
}

/** A schema and all that is inside it. */
export interface Schema {
  readonly name: string;
  /** Role that owns the schema and everything the migrations make in it. */
  readonly owner: string;
  readonly comment: string;
  readonly grants: readonly Grant[];
  /** Indexes by name; a migration makes none of them. */
  readonly indexes: readonly IndexDefinition[];
  /** Values for `{{ name }}` in this schema's migration files. @default none */
  readonly variables?: Readonly<Record<string, string | number>>;
}

/** The declared database: the same on a laptop and in production. */
export interface DatabaseModel {
  readonly extensions: readonly Extension[];
  readonly roles: readonly Role[];
  readonly schemas: readonly Schema[];
}
