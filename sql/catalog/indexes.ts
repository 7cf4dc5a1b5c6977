import { commentOf, notOfExtension, schemaOid } from "./in-schema.ts";

/** How the line of an index begins that no constraint has made: it may be a resource of its own. */
export const freeIndexPrefix = "index ";

/** Indexes of schema $1, a line each. */
export const indexes = `
  SELECT concat_ws(' ',
           CASE WHEN EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))
                THEN 'constraint''s index' ELSE 'index' END,
           quote_ident(c.relname), CASE WHEN NOT i.indisvalid THEN 'INVALID' END, pg_get_indexdef(i.indexrelid),
           CASE WHEN i.indisclustered THEN 'clustered' END, CASE WHEN i.indisreplident THEN 'replica identity' END,
           ${commentOf("obj_description(c.oid, 'pg_class')")}) AS line
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
  WHERE c.relnamespace = ${schemaOid} AND ${notOfExtension("pg_class", "i.indrelid")}`;
