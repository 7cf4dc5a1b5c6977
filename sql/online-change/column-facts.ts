/** A column that is to be changed, with what of its table matters; names are given as SQL text, quoted where needed. */
export interface ColumnFacts {
  readonly table_name: string;
  readonly column_name: string;
  /** Table and column as SQL text. */
  readonly table: string;
  readonly column: string;
  /** The new name as SQL text, and whether the table has such a column. */
  readonly new_column: string;
  readonly new_is_taken: boolean;
  /** `r` a table, `p` a partitioned one, else no table. */
  readonly kind: string;
  readonly is_partition: boolean;
  readonly has_relatives: boolean;
  /** As SQL has it: `character varying(50)`. */
  readonly type: string;
  /** ` COLLATE ...` where it is not the type's own, else empty. */
  readonly collation: string;
  /** Longest text of a varchar in characters, else `null`. */
  readonly max_length: number | null;
  readonly is_varchar: boolean;
  readonly not_null: boolean;
  readonly is_generated: boolean;
  readonly default: string | null;
  /** `GRANT` statements for this column alone, of the new name; ends without a semicolon. */
  readonly grants: readonly string[];
  /** Other triggers that run before a row is written. */
  readonly before_triggers: readonly string[];
  /** All triggers that an UPDATE of any column sets off. */
  readonly update_triggers: readonly string[];
  /** Functions whose text has the old name: they are not changed with it. */
  readonly functions: readonly string[];
}

/** Reads one column: schema $1, table $2, column $3, new name $4. No row where there is no such column. */
export const readColumnFacts = `
  SELECT c.relname::text AS table_name, a.attname::text AS column_name,
    quote_ident(c.relname) AS "table", quote_ident(a.attname) AS "column", quote_ident($4::text) AS new_column,
    EXISTS (SELECT FROM pg_attribute n WHERE n.attrelid = c.oid AND n.attname = $4 AND NOT n.attisdropped) AS new_is_taken,
    c.relkind::text AS kind, c.relispartition AS is_partition,
    EXISTS (SELECT FROM pg_inherits i WHERE c.oid IN (i.inhrelid, i.inhparent)) AS has_relatives,
    format_type(a.atttypid, a.atttypmod) AS type,
    coalesce((SELECT format(' COLLATE %I.%I', cn.nspname, l.collname)
              FROM pg_collation l JOIN pg_namespace cn ON cn.oid = l.collnamespace
              WHERE l.oid = a.attcollation AND l.oid <> t.typcollation), '') AS collation,
    CASE WHEN a.atttypid = 'varchar'::regtype AND a.atttypmod > 4 THEN a.atttypmod - 4 END AS max_length,
    a.atttypid = 'varchar'::regtype AS is_varchar,
    a.attnotnull AS not_null, a.attgenerated <> '' AS is_generated,
    CASE WHEN a.attgenerated = '' THEN pg_get_expr(d.adbin, d.adrelid) END AS "default",
    ARRAY(SELECT format('GRANT %s (%I) ON %I TO %s%s', x.privilege_type, $4::text, c.relname,
                        CASE x.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(x.grantee)) END,
                        CASE WHEN x.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
          FROM aclexplode(a.attacl) x ORDER BY 1) AS grants,
    ARRAY(SELECT g.tgname::text FROM pg_trigger g
          WHERE g.tgrelid = c.oid AND NOT g.tgisinternal AND g.tgtype & 3 = 3 AND g.tgtype & 20 <> 0 ORDER BY 1) AS before_triggers,
    ARRAY(SELECT g.tgname::text FROM pg_trigger g
          WHERE g.tgrelid = c.oid AND NOT g.tgisinternal AND g.tgtype & 16 <> 0
            AND (cardinality(g.tgattr::int2[]) = 0) ORDER BY 1) AS update_triggers,
    ARRAY(SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace pn ON pn.oid = p.pronamespace
          WHERE p.prosqlbody IS NULL AND pn.nspname NOT IN ('pg_catalog', 'information_schema')
            AND p.prosrc ~ ('\\m' || regexp_replace($3::text, '(\\W)', '\\\\\\1', 'g') || '\\M') ORDER BY 1) AS functions
  FROM pg_attribute a
  JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace s ON s.oid = c.relnamespace
  JOIN pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  WHERE s.nspname = $1 AND c.relname = $2 AND a.attname = $3 AND a.attnum > 0 AND NOT a.attisdropped`;
