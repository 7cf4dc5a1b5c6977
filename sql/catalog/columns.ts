import { commentOf, notOfExtension, schemaOid } from "./in-schema.ts";

/**
 * Columns of schema $1's relations and composite types, a line each. Their order is left out: a column that was dropped
 * comes back as the last one, and there is no way to have it elsewhere. So is `pg_attver`, by which recent minor versions
 * of PostgreSQL tell a column from another one of its name.
 */
export const columns = `
  SELECT concat_ws(' ', 'column', quote_ident(c.relname) || '.' || quote_ident(a.attname),
           format_type(a.atttypid, a.atttypmod),
           CASE WHEN a.attcollation <> t.typcollation THEN 'collate ' || a.attcollation::regcollation END,
           CASE WHEN a.attnotnull THEN 'not null' END,
           CASE a.attidentity WHEN 'a' THEN 'identity always' WHEN 'd' THEN 'identity by default' END,
           CASE WHEN a.attgenerated = '' THEN 'default ' ELSE 'generated ' || a.attgenerated::text || ' ' END
             || pg_get_expr(d.adbin, d.adrelid),
           CASE WHEN a.attstorage <> t.typstorage THEN 'storage ' || a.attstorage::text END,
           CASE WHEN a.attcompression <> '' THEN 'compression ' || a.attcompression::text END,
           'statistics ' || nullif(a.attstattarget, -1),
           (SELECT 'options ' || string_agg(o, ',') FROM unnest(a.attoptions) AS o WHERE o NOT LIKE 'pg\\_attver=%'),
           CASE WHEN a.attinhcount > 0 AND NOT a.attislocal THEN 'inherited' END,
           ${commentOf("col_description(c.oid, a.attnum)")}) AS line
  FROM pg_class c
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  JOIN pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
  WHERE c.relnamespace = ${schemaOid} AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c')
    AND ${notOfExtension("pg_class", "c.oid")}`;
