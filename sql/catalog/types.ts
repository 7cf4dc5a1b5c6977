import { commentOf, notOfExtension, schemaOid } from "./in-schema.ts";

/** Types of schema $1 that were made as such, a line each: not the row types of tables, and no arrays. */
export const types = `
  SELECT concat_ws(' ',
           CASE t.typtype WHEN 'e' THEN 'enum' WHEN 'd' THEN 'domain' WHEN 'r' THEN 'range' WHEN 'c' THEN 'composite type'
                          ELSE 'type' END,
           quote_ident(t.typname), 'owner ' || pg_get_userbyid(t.typowner),
           (SELECT 'of ' || string_agg(quote_literal(e.enumlabel), ', ' ORDER BY e.enumsortorder)
            FROM pg_enum e WHERE e.enumtypid = t.oid),
           (SELECT 'over ' || r.rngsubtype::regtype FROM pg_range r WHERE r.rngtypid = t.oid),
           CASE WHEN t.typtype = 'd' THEN format_type(t.typbasetype, t.typtypmod) END,
           CASE WHEN t.typtype = 'd' AND t.typcollation <> b.typcollation
                THEN 'collate ' || t.typcollation::regcollation END,
           CASE WHEN t.typnotnull THEN 'not null' END, 'default ' || t.typdefault,
           ${commentOf("obj_description(t.oid, 'pg_type')")}) AS line
  FROM pg_type t LEFT JOIN pg_type b ON b.oid = t.typbasetype
  WHERE t.typnamespace = ${schemaOid} AND t.typtype <> 'm'
    AND (t.typrelid = 0 OR (SELECT relkind FROM pg_class WHERE oid = t.typrelid) = 'c')
    AND NOT EXISTS (SELECT FROM pg_type e WHERE e.typarray = t.oid) AND ${notOfExtension("pg_type", "t.oid")}`;
