/** How the session writes times: as `parseBounds` reads them. */
export const readInUtc =
  "SELECT set_config('timezone', 'UTC', true), set_config('datestyle', 'ISO, YMD', true)";

/** A table as the catalog has it, partitioned or not. */
export interface TableRow {
  readonly oid: string;
  readonly owner: string;
  readonly partitioned: boolean;
  /** `r` by range, `l` by list, `h` by hash; null of a plain table. */
  readonly strategy: string | null;
  /** Columns of the partition key; an expression counts as one. */
  readonly columns: number;
  /** The column, where the key is one and no expression. */
  readonly column: string | null;
  /** Name of its type in `pg_type`. */
  readonly type: string | null;
  /** Whether rows are seen by policies alone. */
  readonly secured: boolean;
  readonly tablespace: string | null;
  /** Tables whose foreign keys refer to it. */
  readonly referring: readonly string[];
  /** The server's clock, in milliseconds since 1970. */
  readonly now: string;
}

/** Reads table $2 of schema $1. */
export const readTable = `
  SELECT c.oid::text, pg_get_userbyid(c.relowner)::text AS owner, c.relkind = 'p' AS partitioned,
         p.partstrat::text AS strategy, coalesce(p.partnatts, 0)::int AS columns, a.attname::text AS column,
         t.typname::text AS type, c.relrowsecurity AS secured, s.spcname::text AS tablespace,
         ARRAY(SELECT DISTINCT k.conrelid::regclass::text FROM pg_constraint k
               WHERE k.contype = 'f' AND k.confrelid = c.oid AND k.conparentid = 0 ORDER BY 1) AS referring,
         floor(extract(epoch FROM now()) * 1000)::bigint::text AS now
  FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_partitioned_table p ON p.partrelid = c.oid
  LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = p.partattrs[0] AND a.attnum > 0
  LEFT JOIN pg_type t ON t.oid = a.atttypid
  LEFT JOIN pg_tablespace s ON s.oid = c.reltablespace
  WHERE n.nspname = $1 AND c.relname = $2 AND c.relkind IN ('r', 'p', 'v', 'm', 'f')`;

/** A partition as the catalog has it. */
export interface PartitionRow {
  readonly schema: string;
  readonly name: string;
  /** `FOR VALUES FROM ... TO ...`, or `DEFAULT`. */
  readonly bounds: string;
  /** A DETACH CONCURRENTLY of it was cut short. */
  readonly pending: boolean;
}

/** Reads the partitions of the table with oid $1, its own and not theirs. */
export const readPartitionRows = `
  SELECT n.nspname::text AS schema, c.relname::text AS name, pg_get_expr(c.relpartbound, c.oid) AS bounds,
         i.inhdetachpending AS pending
  FROM pg_inherits i
  JOIN pg_class c ON c.oid = i.inhrelid
  JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE i.inhparent = $1::oid ORDER BY c.relname COLLATE "C"`;

/** Something that has a name of schema $1 out of $2. */
export interface NamedRow {
  readonly name: string;
  /** As in `pg_class.relkind`. */
  readonly kind: string;
  /** The table it is a partition of already. */
  readonly parent: string | null;
}

export const readNamed = `
  SELECT c.relname::text AS name, c.relkind::text AS kind,
         (SELECT i.inhparent::regclass::text FROM pg_inherits i WHERE i.inhrelid = c.oid LIMIT 1) AS parent
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = $1 AND c.relname = ANY ($2::text[])`;

/** How a partition is held by its table. */
export interface DetachingRow {
  /** A DETACH CONCURRENTLY of it has begun: queries no longer see it. */
  readonly pending: boolean;
  /** Whether its table has foreign keys, or those of other tables refer to it. */
  readonly linked: boolean;
}

/** Reads of partition $2 of schema $1 how the table with oid $3 holds it. */
export const readDetaching = `
  SELECT i.inhdetachpending AS pending,
         EXISTS (SELECT FROM pg_constraint k WHERE k.contype = 'f' AND i.inhparent IN (k.conrelid, k.confrelid)) AS linked
  FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = $1 AND c.relname = $2 AND i.inhparent = $3::oid`;
