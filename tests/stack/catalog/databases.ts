import { firstOid, privilegesOf, roleName } from "./parts.ts";

/**
 * The database and those made later. Collations are named by what they do: "C" of the C library, and all of PostgreSQL's
 * own provider, order text by code point, by which an index also serves LIKE 'prefix%'.
 */
export const databases = `
  SELECT 'database ' || d.datname AS object, jsonb_build_object(
    'owner', ${roleName("d.datdba")}, 'encoding', pg_encoding_to_char(d.encoding),
    'order', CASE WHEN d.datlocprovider = 'b' OR (d.datlocprovider = 'c' AND d.datcollate IN ('C', 'POSIX'))
                  THEN 'code point' ELSE d.datcollate || ' of provider ' || d.datlocprovider::text END,
    -- Named by the database itself where the provider is the C library; a column of 17.
    'characters', CASE d.datlocprovider WHEN 'c' THEN d.datctype ELSE to_jsonb(d) ->> 'datlocale' END,
    'connection limit', d.datconnlimit, 'template', d.datistemplate, 'connections', d.datallowconn,
    'comment', shobj_description(d.oid, 'pg_database')
  ) || ${privilegesOf("d.datacl", "d", "d.datdba")} AS properties
  FROM pg_database d
  WHERE d.oid >= ${firstOid} OR d.datname = current_database()`;
