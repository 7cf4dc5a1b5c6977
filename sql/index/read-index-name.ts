/** Name of the index of schema $1 with the number $2. */
export const readIndexName = `
  SELECT c.relname::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = $1 AND c.oid = $2::oid AND c.relkind IN ('i', 'I')`;
