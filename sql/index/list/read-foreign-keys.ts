/** A foreign key of the catalog. */
export interface ForeignKeyFact {
  readonly schema: string;
  readonly table: string;
  readonly name: string;
  readonly columns: readonly string[];
  /** The table it points at, with its schema. */
  readonly references: string;
}

/** Foreign keys of the schemas $1, or of all but the server's own for NULL; those that partitions inherit are the parent's. */
export const readForeignKeys = `
  SELECT n.nspname::text AS schema, t.relname::text AS table, k.conname::text AS name,
         ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY AS u (number, place)
               JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.number ORDER BY place) AS columns,
         rn.nspname || '.' || r.relname AS references
  FROM pg_constraint k
  JOIN pg_class t ON t.oid = k.conrelid JOIN pg_namespace n ON n.oid = t.relnamespace
  JOIN pg_class r ON r.oid = k.confrelid JOIN pg_namespace rn ON rn.oid = r.relnamespace
  WHERE k.contype = 'f' AND k.conparentid = 0
    AND n.nspname = ANY (coalesce($1::text[], ARRAY(
          SELECT nspname FROM pg_namespace WHERE nspname <> 'information_schema' AND nspname NOT LIKE 'pg\\_%')))
  ORDER BY 1, 2, 3`;
