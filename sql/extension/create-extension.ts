import { quoteLiteral, quoteName } from "../quote.ts";

/** Installs an extension into a schema. @param version the server's default one where it is left out */
export function createExtension(name: string, schema: string, version?: string): string {
  const which = version === undefined ? "" : ` VERSION ${quoteLiteral(version).trim()}`;
  return `CREATE EXTENSION ${quoteName(name)} SCHEMA ${quoteName(schema)}${which}`;
}

/** Brings an extension to another version, by the scripts that the server has for it. */
export function updateExtension(name: string, version: string): string {
  return `ALTER EXTENSION ${quoteName(name)} UPDATE TO ${quoteLiteral(version).trim()}`;
}

export function setExtensionSchema(name: string, schema: string): string {
  return `ALTER EXTENSION ${quoteName(name)} SET SCHEMA ${quoteName(schema)}`;
}

/** RESTRICT: an extension whose types or functions are in use is not dropped. */
export function dropExtension(name: string): string {
  return `DROP EXTENSION ${quoteName(name)} RESTRICT`;
}
