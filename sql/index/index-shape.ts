/** One key of an index, as the server writes it. */
export interface KeyShape {
  /** The column's name, quoted where SQL needs it, or the expression. */
  readonly text: string;
  /** `null` for an expression. */
  readonly column: string | null;
  /** `null` for the type's own. */
  readonly opclass: string | null;
  /** `null` for the column's own. */
  readonly collation: string | null;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

/** What an index is, without its name and options: equal shapes serve the same queries. */
export interface IndexShape {
  readonly method: string;
  readonly unique: boolean;
  readonly nullsNotDistinct: boolean;
  readonly keys: readonly KeyShape[];
  /** Columns carried along. */
  readonly include: readonly string[];
  /** Of a partial index. */
  readonly predicate: string | null;
}

/** A shape as JSON, of `i` in pg_index whose access method is `am`. */
export const indexShape = `json_build_object(
    'method', am.amname, 'unique', i.indisunique, 'nullsNotDistinct', i.indnullsnotdistinct,
    'keys', (SELECT json_agg(json_build_object(
        'text', pg_get_indexdef(i.indexrelid, k, true), 'column', a.attname,
        'opclass', CASE WHEN NOT oc.opcdefault THEN oc.opcname END,
        'collation', CASE WHEN i.indcollation[k - 1] <> coalesce(a.attcollation, ty.typcollation) THEN co.collname END,
        'descending', am.amname = 'btree' AND i.indoption[k - 1] & 1 = 1,
        'nullsFirst', am.amname = 'btree' AND i.indoption[k - 1] & 2 = 2) ORDER BY k)
      FROM generate_series(1, i.indnkeyatts) AS k
      JOIN pg_opclass oc ON oc.oid = i.indclass[k - 1]
      JOIN pg_attribute ia ON ia.attrelid = i.indexrelid AND ia.attnum = k
      JOIN pg_type ty ON ty.oid = ia.atttypid
      LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k - 1] AND i.indkey[k - 1] <> 0
      LEFT JOIN pg_collation co ON co.oid = i.indcollation[k - 1]),
    'include', ARRAY(SELECT a.attname FROM generate_series(i.indnkeyatts + 1, i.indnatts) AS k
      JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k - 1] ORDER BY k),
    'predicate', pg_get_expr(i.indpred, i.indrelid, true))`;
