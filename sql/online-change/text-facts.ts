/** A CHECK constraint of the column; names as SQL text. */
export interface CheckOfColumn {
  readonly name: string;
  /** `CHECK (...)`. */
  readonly definition: string;
  readonly validated: boolean;
  readonly comment: string | null;
}

/** The CHECK constraints that read column $3 of table $2 in schema $1. */
export const readChecks = `
  SELECT quote_ident(k.conname) AS name, replace(pg_get_constraintdef(k.oid), ' NOT VALID', '') AS definition,
         k.convalidated AS validated, obj_description(k.oid, 'pg_constraint') AS comment
  FROM pg_constraint k
  JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace s ON s.oid = c.relnamespace
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (k.conkey)
  WHERE s.nspname = $1 AND c.relname = $2 AND a.attname = $3 AND k.contype = 'c' ORDER BY 1`;

/** Something that is in the way of another type. */
export interface Obstacle {
  /** As PostgreSQL describes it: `rule _RETURN on view titles`. */
  readonly object: string;
}

/**
 * What of column $3 of table $2 in schema $1 keeps PostgreSQL from changing its type, or makes it build or check anew while
 * the table is blocked: views, policies, generated columns, triggers, foreign keys, indexes on expressions or a part of
 * the rows.
 */
export const readObstacles = `
  SELECT DISTINCT pg_describe_object(d.classid, d.objid, d.objsubid) AS object
  FROM pg_depend d
  JOIN pg_class c ON c.oid = d.refobjid JOIN pg_namespace s ON s.oid = c.relnamespace
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid
  LEFT JOIN pg_index i ON d.classid = 'pg_class'::regclass AND i.indexrelid = d.objid
  LEFT JOIN pg_constraint k ON d.classid = 'pg_constraint'::regclass AND k.oid = d.objid
  LEFT JOIN pg_attrdef f ON d.classid = 'pg_attrdef'::regclass AND f.oid = d.objid
  WHERE d.refclassid = 'pg_class'::regclass AND s.nspname = $1 AND c.relname = $2 AND a.attname = $3
    AND (d.classid IN ('pg_rewrite'::regclass, 'pg_policy'::regclass, 'pg_trigger'::regclass, 'pg_publication_rel'::regclass)
         OR i.indexprs IS NOT NULL OR i.indpred IS NOT NULL OR k.contype = 'f' OR f.adnum <> a.attnum)
  ORDER BY 1`;
