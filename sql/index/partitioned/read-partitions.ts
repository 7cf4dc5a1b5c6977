/** A table of a tree of partitions. */
export interface PartitionRow {
  readonly schema: string;
  readonly table: string;
  /** Partitioned itself, a plain table, or a foreign one, which has no indexes. */
  readonly kind: "partitioned" | "table" | "foreign";
  /** Columns of its partition key; empty for a key of expressions alone, and for a table that is not partitioned. */
  readonly key: readonly string[];
  /** Whether its partition key has an expression, which no unique index can hold. */
  readonly key_of_expressions: boolean;
}

const kind = `CASE c.relkind WHEN 'p' THEN 'partitioned' WHEN 'f' THEN 'foreign' ELSE 'table' END AS kind`;

/** Reads the partitions of table $2 of schema $1, those right below it. */
export const readPartitions = `
  SELECT n.nspname::text AS schema, c.relname::text AS table, ${kind}, '{}'::text[] AS key, false AS key_of_expressions
  FROM pg_inherits h
  JOIN pg_class c ON c.oid = h.inhrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_class t ON t.oid = h.inhparent
  JOIN pg_namespace tn ON tn.oid = t.relnamespace
  WHERE tn.nspname = $1 AND t.relname = $2 AND NOT h.inhdetachpending
  ORDER BY 1, 2`;

/** Reads the partitioned tables of the tree below table $2 of schema $1, itself first, with their partition keys. */
export const readPartitionKeys = `
  SELECT n.nspname::text AS schema, c.relname::text AS table, ${kind},
         ARRAY(SELECT a.attname::text FROM unnest(p.partattrs::int2[]) WITH ORDINALITY AS k(attnum, at)
               JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum ORDER BY k.at) AS key,
         0 = ANY (p.partattrs::int2[]) AS key_of_expressions
  FROM pg_class root
  JOIN pg_namespace rn ON rn.oid = root.relnamespace
  CROSS JOIN LATERAL pg_partition_tree(root.oid) tree
  JOIN pg_class c ON c.oid = tree.relid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_partitioned_table p ON p.partrelid = c.oid
  WHERE rn.nspname = $1 AND root.relname = $2
  ORDER BY tree.level, 1, 2`;

/** Reads the indexes below the partitioned index $2 of schema $1, at every level, with the tables they are on. */
export const readIndexParts = `
  SELECT n.nspname::text AS schema, c.relname::text AS name, t.relname::text AS table
  FROM pg_class root
  JOIN pg_namespace rn ON rn.oid = root.relnamespace
  CROSS JOIN LATERAL pg_partition_tree(root.oid) tree
  JOIN pg_class c ON c.oid = tree.relid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_index i ON i.indexrelid = c.oid
  JOIN pg_class t ON t.oid = i.indrelid
  WHERE rn.nspname = $1 AND root.relname = $2 AND root.relkind = 'I' AND tree.level > 0
  ORDER BY tree.level, 1, 2`;

/** An index that is a part of a partitioned one. */
export interface IndexPartRow {
  readonly schema: string;
  readonly name: string;
  readonly table: string;
}
