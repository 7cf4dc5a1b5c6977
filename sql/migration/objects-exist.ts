/**
 * Whether all objects of $1, a list of `CreatedObject` as JSON, are there, as `present`. An index that a failed build
 * left INVALID is not.
 */
export const objectsExist = `
  SELECT bool_and(CASE o.kind
    WHEN 'relation' THEN EXISTS (
      SELECT FROM pg_class c LEFT JOIN pg_index i ON i.indexrelid = c.oid
      WHERE c.relnamespace = n.oid AND c.relname = o.name AND i.indisvalid IS NOT FALSE)
    WHEN 'type' THEN EXISTS (SELECT FROM pg_type t WHERE t.typnamespace = n.oid AND t.typname = o.name)
    WHEN 'routine' THEN EXISTS (SELECT FROM pg_proc p WHERE p.pronamespace = n.oid AND p.proname = o.name)
    WHEN 'column' THEN EXISTS (
      SELECT FROM pg_attribute a WHERE a.attrelid = r.oid AND a.attname = o.name AND NOT a.attisdropped)
    WHEN 'constraint' THEN EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = r.oid AND k.conname = o.name)
    WHEN 'trigger' THEN EXISTS (SELECT FROM pg_trigger t WHERE t.tgrelid = r.oid AND t.tgname = o.name)
    WHEN 'policy' THEN EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = r.oid AND p.polname = o.name)
    ELSE false END) IS TRUE AS present
  FROM json_to_recordset($1) AS o (kind text, schema text, "table" text, name text)
  LEFT JOIN pg_namespace n ON n.nspname = o.schema
  LEFT JOIN pg_class r ON r.relnamespace = n.oid AND r.relname = o."table"`;
