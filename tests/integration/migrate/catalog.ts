import type { ClientBase } from "pg";

/** Everything a schema holds, as sorted lines without object ids: two equal lists are the same catalog. */
export async function catalog(client: ClientBase, schema: string): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(objects, [schema]);
  return rows.map(({ line }) => line);
}

const objects = `
  WITH relations AS (
    SELECT c.oid, c.relname, c.relkind, c.relowner, c.reloptions
    FROM pg_class c WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1)
  ), lines AS (
    SELECT format('relation %s %s owner %s options %s comment %s', relname, relkind, pg_get_userbyid(relowner),
                  reloptions, obj_description(oid, 'pg_class')) AS line FROM relations
    UNION ALL
    SELECT format('column %s.%s %s %s not null %s identity %s default %s comment %s', r.relname, a.attnum, a.attname,
                  format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, pg_get_expr(d.adbin, d.adrelid),
                  col_description(r.oid, a.attnum))
    FROM relations r JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef d ON d.adrelid = r.oid AND d.adnum = a.attnum WHERE r.relkind IN ('r', 'p', 'v', 'm')
    UNION ALL
    SELECT format('constraint %s.%s %s', r.relname, c.conname, pg_get_constraintdef(c.oid))
    FROM relations r JOIN pg_constraint c ON c.conrelid = r.oid
    UNION ALL
    SELECT format('index %s %s', r.relname, pg_get_indexdef(r.oid)) FROM relations r WHERE r.relkind = 'i'
    UNION ALL
    SELECT format('trigger %s.%s %s', r.relname, t.tgname, pg_get_triggerdef(t.oid))
    FROM relations r JOIN pg_trigger t ON t.tgrelid = r.oid AND NOT t.tgisinternal
    UNION ALL
    SELECT format('function %s %s owner %s', p.oid::regprocedure, md5(p.prosrc), pg_get_userbyid(p.proowner))
    FROM pg_proc p WHERE p.pronamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1)
    UNION ALL
    SELECT format('type %s %s', t.typname, t.typtype)
    FROM pg_type t WHERE t.typnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1)
  )
  SELECT line FROM lines ORDER BY line COLLATE "C"`;
