import { type IndexShape, indexShape } from "../index-shape.ts";

/** A column, as far as an index is concerned with it. */
export interface ColumnFacts {
  readonly name: string;
  /** Name of its type; of the one beneath where that is a domain. */
  readonly type: string;
  /** Declared dimensions of a vector, or bits of a `bit`; `null` without. */
  readonly dimensions: number | null;
  /** Average bytes of a value, where the table was analysed. */
  readonly width: number | null;
}

/** A table, a partitioned table or a materialized view. */
export interface TableFacts {
  readonly name: string;
  readonly partitioned: boolean;
  /** Whether it is a materialized view. */
  readonly materialized: boolean;
  /** As it was last analysed; `null` where it never was. */
  readonly rows: number | null;
  readonly columns: readonly ColumnFacts[];
}

/** An index of the catalog. */
export interface IndexFacts {
  readonly name: string;
  readonly table: string;
  readonly valid: boolean;
  /** Belongs to a primary key, or a unique or exclusion constraint. */
  readonly constraint: boolean;
  readonly shape: IndexShape;
}

/** What the catalog has of one schema. */
export interface SchemaFacts {
  readonly tables: readonly TableFacts[];
  readonly indexes: readonly IndexFacts[];
}

/** Facts of schema $1, in one row. Takes no lock that another session's could keep waiting, except for predicates of partial indexes. */
export const readSchemaFacts = `
  WITH relations AS (
    SELECT c.oid, c.relname, c.relkind, c.reltuples FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = $1 AND c.relkind IN ('r', 'p', 'm')
  )
  SELECT
    (SELECT coalesce(json_agg(json_build_object(
        'name', r.relname, 'partitioned', r.relkind = 'p', 'materialized', r.relkind = 'm',
        'rows', CASE WHEN r.reltuples >= 0 THEN r.reltuples END,
        'columns', (
          SELECT coalesce(json_agg(json_build_object(
            'name', a.attname, 'type', coalesce(base.typname, t.typname),
            'dimensions', CASE WHEN coalesce(base.typname, t.typname) IN ('vector', 'halfvec', 'sparsevec', 'bit')
                                AND coalesce(nullif(a.atttypmod, -1), t.typtypmod) > 0
                               THEN coalesce(nullif(a.atttypmod, -1), t.typtypmod) END,
            'width', s.avg_width) ORDER BY a.attnum), '[]')
          FROM pg_attribute a
          JOIN pg_type t ON t.oid = a.atttypid
          LEFT JOIN pg_type base ON base.oid = t.typbasetype
          LEFT JOIN pg_stats s ON s.schemaname = $1 AND s.tablename = r.relname AND s.attname = a.attname
                              AND s.inherited = (r.relkind = 'p')
          WHERE a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped)) ORDER BY r.relname), '[]')
     FROM relations r) AS tables,
    (SELECT coalesce(json_agg(json_build_object(
        'name', c.relname, 'table', r.relname, 'valid', i.indisvalid AND i.indisready,
        'constraint', EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x')),
        'shape', ${indexShape}) ORDER BY c.relname), '[]')
     FROM relations r
     JOIN pg_index i ON i.indrelid = r.oid
     JOIN pg_class c ON c.oid = i.indexrelid
     JOIN pg_am am ON am.oid = c.relam) AS indexes`;
