import { quoteLiteral, quoteName } from "../quote.ts";

/** A schema's own properties. */
export interface SchemaProperties {
  readonly name: string;
  readonly owner: string;
  readonly comment: string;
}

export function createSchema({ name, owner }: SchemaProperties): string {
  return `CREATE SCHEMA ${quoteName(name)} AUTHORIZATION ${quoteName(owner)}`;
}

export function alterSchemaOwner({ name, owner }: SchemaProperties): string {
  return `ALTER SCHEMA ${quoteName(name)} OWNER TO ${quoteName(owner)}`;
}

export function commentOnSchema({ name, comment }: Omit<SchemaProperties, "owner">): string {
  return `COMMENT ON SCHEMA ${quoteName(name)} IS ${quoteLiteral(comment)}`;
}

/** RESTRICT: a schema that still holds something is not dropped. */
export function dropSchema(name: string): string {
  return `DROP SCHEMA ${quoteName(name)} RESTRICT`;
}
