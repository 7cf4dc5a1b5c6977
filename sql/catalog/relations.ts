import { commentOf, inOneLine, notOfExtension, schemaOid } from "./in-schema.ts";

/** Tables, partitions, views, materialized views and foreign tables of schema $1, a line each. */
export const relations = `
  SELECT concat_ws(' ',
           CASE c.relkind WHEN 'r' THEN 'table' WHEN 'p' THEN 'partitioned table' WHEN 'v' THEN 'view'
                          WHEN 'm' THEN 'materialized view' ELSE 'foreign table' END,
           quote_ident(c.relname), 'owner ' || pg_get_userbyid(c.relowner),
           CASE c.relpersistence WHEN 'u' THEN 'unlogged' END,
           'options ' || array_to_string(c.reloptions, ','),
           CASE WHEN c.relrowsecurity THEN 'row security' END,
           CASE WHEN c.relforcerowsecurity THEN 'forced row security' END,
           CASE WHEN c.relreplident <> 'd' AND c.relkind IN ('r', 'p') THEN 'replica identity ' || c.relreplident::text END,
           (SELECT 'access method ' || amname FROM pg_am WHERE oid = c.relam AND amname <> 'heap'),
           (SELECT 'inherits ' || string_agg(i.inhparent::regclass::text, ', ' ORDER BY i.inhseqno)
            FROM pg_inherits i WHERE i.inhrelid = c.oid),
           'partition by ' || pg_get_partkeydef(c.oid), pg_get_expr(c.relpartbound, c.oid),
           CASE WHEN c.relkind IN ('v', 'm') THEN 'as ' || ${inOneLine("pg_get_viewdef(c.oid)")} END,
           ${commentOf("obj_description(c.oid, 'pg_class')")}) AS line
  FROM pg_class c
  WHERE c.relnamespace = ${schemaOid} AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
    AND ${notOfExtension("pg_class", "c.oid")}`;
