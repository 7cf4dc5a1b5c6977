/** A row of {@link readLikeness}: statements that make a new partition like its table and its neighbours. */
export interface LikenessRow {
  readonly statement: string;
}

/**
 * What LIKE does not copy, as statements for a table: privileges are those of the partitioned table $1, and nobody has more by
 * default; row security is on where it is there; storage parameters are those of the neighbour $3. $2 is the new table's oid.
 */
export const readLikeness = `
  SELECT statement FROM (
    SELECT 1 AS step, format('REVOKE ALL ON TABLE %s FROM %s', c.oid::regclass, g.grantee) AS statement
    FROM pg_class c, LATERAL (
      SELECT DISTINCT CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END AS grantee
      FROM aclexplode(c.relacl) a WHERE a.grantee <> c.relowner) g
    WHERE c.oid = $2::oid
    UNION ALL
    SELECT 2, format('GRANT %s ON TABLE %s TO %s%s', string_agg(a.privilege_type, ', '), $2::oid::regclass,
                  CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END,
                  CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
    FROM pg_class c, aclexplode(c.relacl) a WHERE c.oid = $1::oid AND a.grantee <> c.relowner
    GROUP BY a.grantee, a.is_grantable
    UNION ALL
    SELECT 3, format('GRANT %s (%s) ON TABLE %s TO %s%s', x.privilege_type, string_agg(quote_ident(t.attname), ', '),
                  $2::oid::regclass,
                  CASE x.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(x.grantee)) END,
                  CASE WHEN x.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
    FROM pg_attribute t, aclexplode(t.attacl) x WHERE t.attrelid = $1::oid AND NOT t.attisdropped
    GROUP BY x.privilege_type, x.grantee, x.is_grantable
    UNION ALL
    SELECT 4, format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', $2::oid::regclass)
    FROM pg_class c WHERE c.oid = $1::oid AND c.relrowsecurity
    UNION ALL
    SELECT 5, format('ALTER TABLE %s REPLICA IDENTITY %s', $2::oid::regclass,
                  CASE c.relreplident WHEN 'f' THEN 'FULL' ELSE 'NOTHING' END)
    FROM pg_class c WHERE c.oid = $1::oid AND c.relreplident IN ('f', 'n')
    UNION ALL
    SELECT 6, format('ALTER TABLE %s SET (%s)', $2::oid::regclass,
                  string_agg(format('%I = %L', split_part(o, '=', 1), substr(o, strpos(o, '=') + 1)), ', '))
    FROM pg_class c, unnest(c.reloptions) o WHERE c.oid = $3::oid HAVING count(*) > 0
  ) AS likeness ORDER BY step`;

/** Index of a partition with oid $2 that belongs to the index by which rows of its table, oid $1, are told apart in replication. */
export const readReplicaIndex = `
  SELECT format('ALTER TABLE %s REPLICA IDENTITY USING INDEX %I', $2::oid::regclass, own.relname) AS statement
  FROM pg_index i
  JOIN pg_inherits h ON h.inhparent = i.indexrelid
  JOIN pg_index o ON o.indexrelid = h.inhrelid AND o.indrelid = $2::oid
  JOIN pg_class own ON own.oid = o.indexrelid
  JOIN pg_class t ON t.oid = i.indrelid
  WHERE i.indrelid = $1::oid AND i.indisreplident AND t.relreplident = 'i'`;

/** Columns of table $2 of schema $1 that are given values: all but generated ones. */
export const readGivenColumns = `
  SELECT a.attname::text AS name FROM pg_attribute a
  JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = $1 AND c.relname = $2 AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
  ORDER BY a.attnum`;

/** Triggers of table $2 of schema $1 that a DELETE would fire, each as statements that turn it off and on again. */
export const readDeleteTriggers = `
  SELECT format('ALTER TABLE %s DISABLE TRIGGER %I', t.tgrelid::regclass, t.tgname) AS off,
         format('ALTER TABLE %s ENABLE %sTRIGGER %I', t.tgrelid::regclass,
                CASE t.tgenabled WHEN 'A' THEN 'ALWAYS ' ELSE '' END, t.tgname) AS on
  FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = $1 AND c.relname = $2 AND NOT t.tgisinternal AND t.tgenabled IN ('O', 'A') AND t.tgtype & 8 = 8`;
