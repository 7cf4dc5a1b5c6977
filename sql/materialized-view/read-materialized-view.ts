/** What has a name that is a materialized view's, or is to be. */
export interface ViewRow {
  /** `m` for a materialized view; another letter is something else (pg_class.relkind). */
  readonly kind: string;
  /** PostgreSQL's own number of it: another one is another relation of the same name. */
  readonly oid: string;
  readonly owner: string;
  /** False after REFRESH ... WITH NO DATA, and before the first one. */
  readonly populated: boolean;
  /** The server's own text of its query, with names qualified. */
  readonly definition: string;
  readonly comment: string | null;
  readonly indexes: readonly ViewIndex[];
  /** The server's clock, in milliseconds since 1970. */
  readonly now: number;
}

/** An index of a materialized view. */
export interface ViewIndex {
  readonly name: string;
  readonly unique: boolean;
  readonly valid: boolean;
  /** Its columns, where it is all of plain columns and of all rows: what a refresh beside readers needs, when it is unique. */
  readonly columns: readonly string[] | null;
  /** What comes after USING: method, keys and options. */
  readonly body: string;
}

/** Reads relation $2 of schema $1; no row where there is none. For a transaction with qualified names. */
export const readMaterializedView = `
  SELECT c.relkind AS kind, c.oid::text AS oid, pg_get_userbyid(c.relowner)::text AS owner, c.relispopulated AS populated,
         CASE WHEN c.relkind = 'm' THEN pg_get_viewdef(c.oid) ELSE '' END AS definition,
         obj_description(c.oid, 'pg_class') AS comment,
         (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now,
         coalesce((
           SELECT json_agg(json_build_object(
               'name', ic.relname, 'unique', i.indisunique, 'valid', i.indisvalid AND i.indisready,
               'columns', CASE WHEN i.indpred IS NULL AND i.indexprs IS NULL AND i.indimmediate THEN (
                 SELECT json_agg(a.attname ORDER BY k) FROM generate_series(1, i.indnkeyatts) AS k
                 JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k - 1]) END,
               'body', substr(pg_get_indexdef(i.indexrelid), 1 + length(
                 format('CREATE %sINDEX %I ON %I.%I USING ', CASE WHEN i.indisunique THEN 'UNIQUE ' END,
                        ic.relname, n.nspname, c.relname)))) ORDER BY ic.relname)
           FROM pg_index i JOIN pg_class ic ON ic.oid = i.indexrelid WHERE i.indrelid = c.oid), '[]') AS indexes
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = $1 AND c.relname = $2`;

/** What is made of materialized view $2 of schema $1, and would go with it, as `name`. */
export const readDependents = `
  SELECT DISTINCT CASE d.classid
           WHEN 'pg_rewrite'::regclass THEN (
             SELECT format('%s %s', CASE v.relkind WHEN 'm' THEN 'materialized view' ELSE 'view' END, v.oid::regclass)
             FROM pg_rewrite r JOIN pg_class v ON v.oid = r.ev_class WHERE r.oid = d.objid)
           ELSE pg_describe_object(d.classid, d.objid, 0) END AS name
  FROM pg_depend d
  WHERE d.refclassid = 'pg_class'::regclass AND d.refobjid = format('%I.%I', $1::text, $2::text)::regclass
    AND d.deptype = 'n'
    AND NOT EXISTS (SELECT FROM pg_rewrite r WHERE d.classid = 'pg_rewrite'::regclass AND r.oid = d.objid AND r.ev_class = d.refobjid)
  ORDER BY 1`;

/**
 * Statements, as `sql`, that give relation $3 of schema $1 the privileges that relation $2 there has, and take from it what its
 * owner's default privileges gave. PostgreSQL keeps none where nobody but the owner has any.
 */
export const copyPrivileges = `
  WITH old AS (SELECT c.* FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relname = $2),
  new AS (SELECT c.* FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relname = $3),
  held AS (
    SELECT a.grantee, a.privilege_type, a.is_grantable, NULL::name AS "column" FROM old, aclexplode(old.relacl) a WHERE a.grantee <> old.relowner
    UNION ALL
    SELECT a.grantee, a.privilege_type, a.is_grantable, t.attname
    FROM old JOIN pg_attribute t ON t.attrelid = old.oid AND NOT t.attisdropped, aclexplode(t.attacl) a
    WHERE EXISTS (SELECT FROM new JOIN pg_attribute o ON o.attrelid = new.oid AND o.attname = t.attname AND NOT o.attisdropped)
  )
  SELECT sql FROM (
    SELECT 1 AS step, format('REVOKE ALL ON %I.%I FROM %s', $1::text, $3::text, who(a.grantee)) AS sql
    FROM new, aclexplode(new.relacl) a WHERE a.grantee <> new.relowner GROUP BY a.grantee
    UNION ALL
    SELECT 2, format('GRANT %s%s ON %I.%I TO %s%s', privilege_type, CASE WHEN "column" IS NOT NULL THEN format(' (%I)', "column") END,
                     $1::text, $3::text, who(grantee), CASE WHEN is_grantable THEN ' WITH GRANT OPTION' END)
    FROM held
  ) AS statement ORDER BY step, sql`.replaceAll(
  /who\(([a-z.]+)\)/g,
  "CASE $1 WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid($1)) END",
);
