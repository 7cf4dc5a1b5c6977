import { isExtensions } from "./own-names.ts";
import type { PrivilegeName } from "./privilege-letters.ts";

/** One sort of objects, to be asked for with the function that knows who may do what with it. */
export interface MatrixSort {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly owner: string;
  readonly from: string;
  /** Who has a privilege: by role `r.oid` and privilege `p.name`. */
  readonly has: (privilege: string) => string;
  readonly privileges: readonly PrivilegeName[];
  readonly definer?: string;
  readonly policies?: string;
  readonly forced?: string;
  /** What `$3` names, where that is not the whole name. */
  readonly object?: string;
}

const relation: readonly PrivilegeName[] = [
  "SELECT",
  "INSERT",
  "UPDATE",
  "DELETE",
  "TRUNCATE",
  "REFERENCES",
  "TRIGGER",
  "MAINTAIN",
];
const signature = "p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')'";
const relationKind = `CASE c.relkind WHEN 'p' THEN 'partitioned table' WHEN 'f' THEN 'foreign table' WHEN 'v' THEN 'view'
  WHEN 'm' THEN 'materialized view' ELSE 'table' END`;

/** All sorts but what is to come. */
export const matrixSorts: readonly MatrixSort[] = [
  {
    kind: "'database'",
    namespace: "NULL::oid",
    name: "d.datname::text",
    owner: "d.datdba",
    from: "pg_database d WHERE d.datname = current_database()",
    has: (privilege) => `has_database_privilege(r.oid, o.oid, ${privilege})`,
    privileges: ["CREATE", "CONNECT", "TEMPORARY"],
  },
  {
    kind: "'schema'",
    namespace: "s.oid",
    name: "s.nspname::text",
    owner: "s.nspowner",
    from: "pg_namespace s WHERE true",
    has: (privilege) => `has_schema_privilege(r.oid, o.oid, ${privilege})`,
    privileges: ["USAGE", "CREATE"],
  },
  {
    kind: relationKind,
    namespace: "c.relnamespace",
    name: "c.relname::text",
    owner: "c.relowner",
    from: `pg_class c WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND NOT ${isExtensions("pg_class", "c.oid")}`,
    has: (privilege) => `has_table_privilege(r.oid, o.oid, ${privilege})`,
    privileges: relation,
    policies:
      "CASE WHEN c.relrowsecurity THEN (SELECT count(*)::int FROM pg_policy y WHERE y.polrelid = c.oid) END",
    forced: "c.relforcerowsecurity",
  },
  {
    kind: "'column'",
    namespace: "c.relnamespace",
    name: "c.relname || '.' || a.attname",
    owner: "c.relowner",
    from: "pg_attribute a JOIN pg_class c ON c.oid = a.attrelid WHERE a.attacl IS NOT NULL AND NOT a.attisdropped AND c.relkind <> 'i'",
    has: (privilege) => `has_column_privilege(r.oid, o.oid, o.part, ${privilege})`,
    privileges: ["SELECT", "INSERT", "UPDATE", "REFERENCES"],
    object: "c.relname::text",
  },
  {
    kind: "'sequence'",
    namespace: "c.relnamespace",
    name: "c.relname::text",
    owner: "c.relowner",
    from: `pg_class c WHERE c.relkind = 'S' AND NOT ${isExtensions("pg_class", "c.oid")}`,
    has: (privilege) => `has_sequence_privilege(r.oid, o.oid, ${privilege})`,
    privileges: ["SELECT", "UPDATE", "USAGE"],
  },
  {
    kind: "CASE p.prokind WHEN 'p' THEN 'procedure' ELSE 'function' END",
    namespace: "p.pronamespace",
    name: signature,
    owner: "p.proowner",
    from: `pg_proc p WHERE NOT ${isExtensions("pg_proc", "p.oid")}`,
    has: (privilege) => `has_function_privilege(r.oid, o.oid, ${privilege})`,
    privileges: ["EXECUTE"],
    definer: "p.prosecdef",
    object: "p.proname::text",
  },
  {
    kind: "'type'",
    namespace: "t.typnamespace",
    name: "t.typname::text",
    owner: "t.typowner",
    from: `pg_type t WHERE (t.typtype IN ('d', 'e', 'r') OR t.typtype = 'c' AND EXISTS
      (SELECT FROM pg_class c WHERE c.oid = t.typrelid AND c.relkind = 'c')) AND NOT ${isExtensions("pg_type", "t.oid")}`,
    has: (privilege) => `has_type_privilege(r.oid, o.oid, ${privilege})`,
    privileges: ["USAGE"],
  },
];
