import { quoteName } from "../quote.ts";

/** Installs an extension into a schema; versions are the server's own newest. */
export function createExtension(name: string, schema: string): string {
  return `CREATE EXTENSION ${quoteName(name)} SCHEMA ${quoteName(schema)}`;
}

export function setExtensionSchema(name: string, schema: string): string {
  return `ALTER EXTENSION ${quoteName(name)} SET SCHEMA ${quoteName(schema)}`;
}

/** RESTRICT: an extension whose types or functions are in use is not dropped. */
export function dropExtension(name: string): string {
  return `DROP EXTENSION ${quoteName(name)} RESTRICT`;
}
