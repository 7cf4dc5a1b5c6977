/** A row of {@link readComments}. */
export interface CommentRow {
  readonly kind: "role" | "schema";
  readonly name: string;
  readonly comment: string;
}

/** Comments of roles and schemas. Parameters: names of roles, names of schemas. What is not there has no row. */
export const readComments: string = `
SELECT 'role' AS kind, rolname AS name, coalesce(shobj_description(oid, 'pg_authid'), '') AS comment
  FROM pg_roles WHERE rolname = ANY ($1::text[])
UNION ALL
SELECT 'schema', nspname, coalesce(obj_description(oid, 'pg_namespace'), '')
  FROM pg_namespace WHERE nspname = ANY ($2::text[])`;
