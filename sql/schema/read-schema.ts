/** A schema as the catalog has it. */
export interface SchemaRow {
  readonly owner: string;
  readonly comment: string;
}

/** Reads one schema by name ($1). */
export const readSchema = `
  SELECT pg_get_userbyid(n.nspowner)::text AS owner, coalesce(obj_description(n.oid, 'pg_namespace'), '') AS comment
  FROM pg_namespace n WHERE n.nspname = $1`;

/** A table of a schema. */
export interface TableName {
  readonly name: string;
}

/** Tables of one schema ($1), partitions left out. */
export const readTables = `
  SELECT c.relname::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = $1 AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY 1`;
