import { notOfExtension, roleName, schemaOids } from "./parts.ts";

/** All but NOT NULL, which PostgreSQL 18 lists here too and every version has as a property of the column. */
export const constraints = `
  SELECT 'constraint ' || quote_ident(k.conname) || ' of '
           || CASE k.conrelid WHEN 0 THEN k.contypid::regtype::text ELSE k.conrelid::regclass::text END AS object,
         jsonb_build_object('definition', pg_get_constraintdef(k.oid), 'validated', k.convalidated,
                            'inherited', k.coninhcount, 'comment', obj_description(k.oid, 'pg_constraint')) AS properties
  FROM pg_constraint k
  WHERE k.connamespace IN (${schemaOids}) AND k.contype <> 'n' AND ${notOfExtension("pg_constraint", "k.oid")}`;

export const indexes = `
  SELECT 'index ' || i.indexrelid::regclass AS object,
         jsonb_build_object(
           'definition', pg_get_indexdef(i.indexrelid), 'valid', i.indisvalid, 'ready', i.indisready,
           'primary', i.indisprimary, 'unique', i.indisunique, 'nulls not distinct', i.indnullsnotdistinct,
           'clustered', i.indisclustered, 'replica identity', i.indisreplident,
           'owner', ${roleName("c.relowner")}, 'options', to_jsonb(c.reloptions),
           'tablespace', (SELECT spcname FROM pg_tablespace WHERE oid = c.reltablespace),
           'comment', obj_description(c.oid, 'pg_class')) AS properties
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
  WHERE c.relnamespace IN (${schemaOids}) AND ${notOfExtension("pg_class", "i.indrelid")}`;
