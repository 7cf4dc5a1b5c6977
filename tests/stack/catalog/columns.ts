import { notOfExtension, privilegesOf, schemaOids } from "./parts.ts";

/** By name; the place is that among the columns there are, because a dropped one leaves a gap. */
export const columns = `
  SELECT 'column ' || c.oid::regclass || '.' || quote_ident(a.attname) AS object,
         jsonb_build_object(
           'place', rank() OVER (PARTITION BY c.oid ORDER BY a.attnum),
           'type', format_type(a.atttypid, a.atttypmod), 'not null', a.attnotnull,
           'default', pg_get_expr(d.adbin, d.adrelid), 'identity', a.attidentity, 'generated', a.attgenerated,
           'collation', (SELECT collname FROM pg_collation WHERE oid = a.attcollation AND oid <> t.typcollation),
           -- The type's own way to be stored is its version's; another one was declared.
           'storage', CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage END,
           'compression', a.attcompression, 
           -- A number that PostgreSQL 17.12 makes up for each table.
           'options', (SELECT jsonb_agg(one) FROM unnest(a.attoptions) AS one WHERE one NOT LIKE 'pg_attver=%'),
           -- Not set is -1 in 16 and NULL since.
           'statistics', nullif(a.attstattarget, -1), 'comment', col_description(c.oid, a.attnum)
         ) || CASE WHEN a.attacl IS NULL THEN '{}' ELSE ${privilegesOf("a.attacl", "c", "c.relowner")} END AS properties
  FROM pg_attribute a
  JOIN pg_class c ON c.oid = a.attrelid
  JOIN pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
  WHERE c.relnamespace IN (${schemaOids}) AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'c')
    AND a.attnum > 0 AND NOT a.attisdropped AND ${notOfExtension("pg_class", "c.oid")}`;
