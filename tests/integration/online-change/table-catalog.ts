import type { ClientBase } from "pg";

/**
 * What a change of a column could alter in a schema, as sorted lines; a column's place is counted among those that are
 * there, for a dropped one leaves a gap.
 */
export async function tableCatalog(client: ClientBase, schema: string): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(query, [schema]);
  return rows.map(({ line }) => line);
}

const query = `
  WITH relations AS (
    SELECT c.* FROM pg_class c WHERE c.relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1)
  ), lines AS (
    SELECT format('relation %s %s owner %s row security %s acl %s comment %s', relname, relkind, pg_get_userbyid(relowner),
                  relrowsecurity, relacl, obj_description(oid, 'pg_class')) AS line FROM relations WHERE relkind <> 'S'
    UNION ALL
    SELECT format('column %s.%s %s %s collation %s not null %s identity %s generated %s default %s statistics %s acl %s comment %s',
                  r.relname, row_number() OVER (PARTITION BY r.oid ORDER BY a.attnum), a.attname,
                  format_type(a.atttypid, a.atttypmod), a.attcollation::regcollation, a.attnotnull, a.attidentity,
                  a.attgenerated, pg_get_expr(d.adbin, d.adrelid), a.attstattarget, a.attacl, col_description(r.oid, a.attnum))
    FROM relations r JOIN pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef d ON d.adrelid = r.oid AND d.adnum = a.attnum WHERE r.relkind IN ('r', 'v')
    UNION ALL
    SELECT format('constraint %s.%s %s comment %s', r.relname, c.conname, pg_get_constraintdef(c.oid),
                  obj_description(c.oid, 'pg_constraint'))
    FROM relations r JOIN pg_constraint c ON c.conrelid = r.oid
    UNION ALL
    SELECT format('index %s valid %s', pg_get_indexdef(r.oid), i.indisvalid)
    FROM relations r JOIN pg_index i ON i.indexrelid = r.oid
    UNION ALL
    SELECT format('trigger %s.%s %s', r.relname, t.tgname, pg_get_triggerdef(t.oid))
    FROM relations r JOIN pg_trigger t ON t.tgrelid = r.oid AND NOT t.tgisinternal
    UNION ALL
    SELECT format('policy %s.%s %s %s', r.relname, p.polname, pg_get_expr(p.polqual, p.polrelid),
                  pg_get_expr(p.polwithcheck, p.polrelid))
    FROM relations r JOIN pg_policy p ON p.polrelid = r.oid
    UNION ALL
    SELECT format('view %s %s', r.relname, pg_get_viewdef(r.oid)) FROM relations r WHERE r.relkind = 'v'
    UNION ALL
    SELECT format('function %s %s owner %s', p.oid::regprocedure, p.prosrc, pg_get_userbyid(p.proowner))
    FROM pg_proc p WHERE p.pronamespace = (SELECT oid FROM pg_namespace WHERE nspname = $1)
  )
  SELECT line FROM lines ORDER BY line COLLATE "C"`;
