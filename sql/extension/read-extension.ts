/** An installed extension. */
export interface ExtensionRow {
  readonly schema: string;
  readonly version: string;
}

/** Reads one installed extension by name ($1). */
export const readExtension = `
  SELECT n.nspname::text AS schema, e.extversion AS version
  FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = $1`;

/** Names of all the extensions that this server could install. */
export const readAvailableExtensions = "SELECT name::text FROM pg_available_extensions ORDER BY 1";
