/** An extension and the versions that the server has of it. */
export interface ExtensionVersionsRow {
  readonly name: string;
  /** Null where it is not in the database. */
  readonly installed: string | null;
  /** The one that CREATE EXTENSION takes; null where the server does not bring the extension. */
  readonly newest: string | null;
  /** All that it could be made at. */
  readonly available: readonly string[];
  /** Those that the installed one can be brought to. */
  readonly reachable: readonly string[];
}

/** Reads the extensions named in $1. */
export const readVersions = `
  SELECT wanted.name, e.extversion AS installed, a.default_version AS newest,
         ARRAY(SELECT v.version FROM pg_available_extension_versions v WHERE v.name = wanted.name
               ORDER BY string_to_array(regexp_replace(v.version, '[^0-9.]', '', 'g'), '.')::int[]) AS available,
         CASE WHEN e.extversion IS NULL OR a.name IS NULL THEN ARRAY[]::text[] ELSE
           ARRAY(SELECT p.target FROM pg_extension_update_paths(a.name) p
                 WHERE p.source = e.extversion AND p.path IS NOT NULL) END AS reachable
  FROM unnest($1::text[]) AS wanted (name)
  LEFT JOIN pg_extension e ON e.extname = wanted.name
  LEFT JOIN pg_available_extensions a ON a.name = wanted.name
  ORDER BY 1`;

/** Extensions of the database that are not at the version the server brings. */
export const readBehind = `
  SELECT e.extname::text AS name, e.extversion AS installed, a.default_version AS newest
  FROM pg_extension e JOIN pg_available_extensions a ON a.name = e.extname
  WHERE a.default_version <> e.extversion
    AND EXISTS (SELECT FROM pg_extension_update_paths(a.name) p
                WHERE p.source = e.extversion AND p.target = a.default_version AND p.path IS NOT NULL)
  ORDER BY 1`;
