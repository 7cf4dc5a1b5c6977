/** Whether table $2 of schema $1 is partitioned; no row when it is not there. */
export const readTableKind = `
  SELECT c.relkind = 'p' AS partitioned FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = $1 AND c.relname = $2`;
