import { notOfExtension, privilegesOf, roleName, schemaOids } from "./parts.ts";

/** Tables, views and whatever else has rows. */
export const relations = `
  SELECT CASE c.relkind WHEN 'v' THEN 'view ' WHEN 'm' THEN 'materialized view ' WHEN 'f' THEN 'foreign table '
                        ELSE 'table ' END || c.oid::regclass AS object,
         jsonb_build_object(
           'sort', c.relkind, 'owner', ${roleName("c.relowner")}, 'persistence', c.relpersistence,
           'row security', c.relrowsecurity, 'forced row security', c.relforcerowsecurity,
           'replica identity', c.relreplident, 'options', to_jsonb(c.reloptions),
           'access method', (SELECT amname FROM pg_am WHERE oid = c.relam),
           'tablespace', (SELECT spcname FROM pg_tablespace WHERE oid = c.reltablespace),
           'of type', nullif(c.reloftype, 0)::regtype::text,
           'inherits', (SELECT jsonb_agg(i.inhparent::regclass::text ORDER BY i.inhseqno) FROM pg_inherits i
                        WHERE i.inhrelid = c.oid),
           'partition key', pg_get_partkeydef(c.oid), 'partition', pg_get_expr(c.relpartbound, c.oid),
           'query', CASE WHEN c.relkind IN ('v', 'm') THEN pg_get_viewdef(c.oid) END,
           'comment', obj_description(c.oid, 'pg_class')
         ) || ${privilegesOf("c.relacl", "r", "c.relowner")} AS properties
  FROM pg_class c
  WHERE c.relnamespace IN (${schemaOids}) AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
    AND ${notOfExtension("pg_class", "c.oid")}`;
