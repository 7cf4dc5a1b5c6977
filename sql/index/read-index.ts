import type { IndexMethod } from "../../model/index-definition.ts";

/** A named object that a key of an index uses. */
export interface KeyPart {
  /** Its schema, where that is not on the search path. */
  readonly schema: string | null;
  readonly name: string;
  /** Whether it is what a key gets that says nothing. */
  readonly default: boolean;
}

/** A key of an index as the catalog has it. */
export interface IndexKeyRow {
  readonly column: string | null;
  /** An expression's text in place of a column. */
  readonly expression: string | null;
  /** Of a type that has collations. */
  readonly collation: KeyPart | null;
  readonly opclass: KeyPart;
  /** Parameters of the operator class as `name=value`. */
  readonly parameters: readonly string[];
  readonly descending: boolean;
  readonly nulls_first: boolean;
}

/** An index as the catalog has it. */
export interface IndexRow {
  readonly name: string;
  /** PostgreSQL's own number of it, as text: it stays the same when the index is renamed. */
  readonly oid: string;
  readonly table: string;
  /** Whether queries can use it; on a partitioned table, whether every partition has its own, valid and attached. */
  readonly valid: boolean;
  readonly method: IndexMethod;
  readonly unique: boolean;
  readonly nulls_not_distinct: boolean;
  /** Key columns in order. */
  readonly keys: readonly IndexKeyRow[];
  readonly include: readonly string[];
  readonly predicate: string | null;
  /** Storage parameters as `name=value`. */
  readonly storage: readonly string[];
  /** `null` for the database's own. */
  readonly tablespace: string | null;
  readonly comment: string | null;
  /** The server's own text of it, with its tablespace. */
  readonly definition: string;
  /** Belongs to a primary key or a unique or exclusion constraint: not an index of ours. */
  readonly constraint: boolean;
  /** Whether its table is partitioned, so that it is as many indexes as there are partitions. */
  readonly partitioned: boolean;
  /** The index of a partitioned table that it is a part of, as `schema.name`. */
  readonly attached_to: string | null;
  /** Partitions, as `schema.name`, that have no valid index attached to this one. */
  readonly missing_on: readonly string[];
}

const keys = `
  SELECT json_agg(json_build_object(
           'column', a.attname,
           'expression', CASE WHEN a.attname IS NULL THEN pg_get_indexdef(i.indexrelid, k, false) END,
           'collation', CASE WHEN co.oid IS NOT NULL THEN json_build_object(
             'schema', CASE WHEN NOT pg_collation_is_visible(co.oid) THEN con.nspname END, 'name', co.collname,
             'default', CASE WHEN a.attname IS NOT NULL THEN a.attcollation = co.oid
                        ELSE strpos(d.text, pg_get_indexdef(i.indexrelid, k, false) || ' COLLATE ') = 0 END) END,
           'opclass', json_build_object(
             'schema', CASE WHEN NOT pg_opclass_is_visible(oc.oid) THEN ocn.nspname END, 'name', oc.opcname,
             'default', oc.opcdefault),
           'parameters', coalesce(ia.attoptions, '{}'),
           'descending', am.amname = 'btree' AND i.indoption[k - 1] & 1 = 1,
           'nulls_first', am.amname = 'btree' AND i.indoption[k - 1] & 2 = 2) ORDER BY k)
  FROM generate_series(1, i.indnkeyatts) AS k
  JOIN pg_attribute ia ON ia.attrelid = i.indexrelid AND ia.attnum = k
  JOIN pg_opclass oc ON oc.oid = i.indclass[k - 1]
  JOIN pg_namespace ocn ON ocn.oid = oc.opcnamespace
  LEFT JOIN pg_collation co ON co.oid = i.indcollation[k - 1]
  LEFT JOIN pg_namespace con ON con.oid = co.collnamespace
  LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k - 1] AND i.indkey[k - 1] <> 0`;

/**
 * Partitions without a valid index that is attached, directly or by an index of the partitioned table between. A foreign
 * table is never missed: PostgreSQL makes no index on one, and keeps the parent's INVALID for ever then.
 */
const partitions = `
  SELECT coalesce(array_agg(format('%s.%s', pn.nspname, pc.relname) ORDER BY pn.nspname, pc.relname)
           FILTER (WHERE pc.relkind <> 'f' AND (own.indrelid IS NULL OR p.isleaf AND NOT own.valid)), '{}') AS missing,
         coalesce(bool_or(pc.relkind = 'f'), false) AS foreign
  FROM pg_partition_tree(i.indrelid) p
  JOIN pg_class pc ON pc.oid = p.relid
  JOIN pg_namespace pn ON pn.oid = pc.relnamespace
  LEFT JOIN (SELECT ci.indrelid, ci.indisvalid AS valid FROM pg_partition_tree(i.indexrelid) part
             JOIN pg_index ci ON ci.indexrelid = part.relid) own ON own.indrelid = p.relid
  WHERE p.level > 0`;

/** Reads indexes as {@link IndexRow}; a condition on pg_class `c` and pg_namespace `n` follows. */
export const selectIndex = `
  SELECT c.relname::text AS name, c.oid::text AS oid, t.relname::text AS table, am.amname::text AS method,
         i.indisunique AS unique,
         CASE WHEN c.relkind = 'I' THEN parts.missing = '{}' AND (i.indisvalid OR parts.foreign)
              ELSE i.indisvalid AND i.indisready END AS valid,
         i.indnullsnotdistinct AS nulls_not_distinct,
         (${keys}) AS keys,
         ARRAY(SELECT a.attname::text FROM generate_series(i.indnkeyatts + 1, i.indnatts) AS k
               JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k - 1] ORDER BY k) AS include,
         pg_get_expr(i.indpred, i.indrelid, false) AS predicate,
         coalesce(c.reloptions, '{}') AS storage,
         s.spcname::text AS tablespace,
         obj_description(c.oid, 'pg_class') AS comment,
         CASE WHEN s.spcname IS NULL THEN d.text
              ELSE format('%s TABLESPACE %I%s', left(d.text, length(d.text) - length(d.condition)), s.spcname, d.condition)
         END AS definition,
         EXISTS (SELECT FROM pg_constraint co WHERE co.conindid = i.indexrelid AND co.contype IN ('p', 'u', 'x'))
           AS constraint,
         c.relkind = 'I' AS partitioned,
         (SELECT format('%s.%s', wn.nspname, w.relname) FROM pg_inherits h JOIN pg_class w ON w.oid = h.inhparent
          JOIN pg_namespace wn ON wn.oid = w.relnamespace WHERE h.inhrelid = c.oid) AS attached_to,
         coalesce(parts.missing, '{}') AS missing_on
  FROM pg_index i
  JOIN pg_class c ON c.oid = i.indexrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_class t ON t.oid = i.indrelid
  JOIN pg_am am ON am.oid = c.relam
  LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace
  CROSS JOIN LATERAL (SELECT pg_get_indexdef(i.indexrelid) AS text,
                             coalesce(' WHERE ' || pg_get_expr(i.indpred, i.indrelid, false), '') AS condition) d
  LEFT JOIN LATERAL (${partitions}) parts ON c.relkind = 'I'`;

/** Reads the index $2 of schema $1. */
export const readIndex = `${selectIndex}
  WHERE n.nspname = $1 AND c.relname = $2`;

/** Reads every index of table $2 of schema $1. */
export const readTableIndexes = `${selectIndex}
  WHERE n.nspname = $1 AND t.relname = $2 ORDER BY c.relname`;
