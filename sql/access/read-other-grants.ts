import { isExtensions, isOwnRole, isOwnSchema } from "./own-names.ts";

/** A privilege on what no declaration is about: a catalog, an extension's function, a parameter, a type. */
export interface OtherGrant {
  /** In the words of GRANT ... ON, with the object's name quoted. */
  readonly target: string;
  /** Role name, or `PUBLIC`. */
  readonly grantee: string;
  readonly privilege: string;
}

interface Source {
  readonly target: string;
  readonly acl: string;
  readonly from: string;
  /** The catalog and the oid, where `pg_init_privs` knows what PostgreSQL or an extension began with. */
  readonly began?: readonly [catalog: string, oid: string];
}

const qualified = (name: string) => `quote_ident(n.nspname) || '.' || ${name}`;
const signature = "quote_ident(p.proname) || '(' || pg_get_function_identity_arguments(p.oid) || ')'";
const inOwn = (catalog: string, oid: string) =>
  `(${isOwnSchema("n")} OR n.nspname = 'pgstack' OR ${isExtensions(catalog, oid)})`;

const sources: readonly Source[] = [
  { target: "'PARAMETER ' || x.parname", acl: "x.paracl", from: "pg_parameter_acl x" },
  { target: "'LANGUAGE ' || quote_ident(x.lanname)", acl: "x.lanacl", from: "pg_language x" },
  {
    target: "'FOREIGN DATA WRAPPER ' || quote_ident(x.fdwname)",
    acl: "x.fdwacl",
    from: "pg_foreign_data_wrapper x",
  },
  { target: "'FOREIGN SERVER ' || quote_ident(x.srvname)", acl: "x.srvacl", from: "pg_foreign_server x" },
  {
    target: `'TYPE ' || ${qualified("quote_ident(x.typname)")}`,
    acl: "x.typacl",
    from: "pg_type x JOIN pg_namespace n ON n.oid = x.typnamespace",
  },
  {
    target: "'SCHEMA ' || quote_ident(n.nspname)",
    acl: "n.nspacl",
    from: `(SELECT * FROM pg_namespace n WHERE ${inOwn("pg_namespace", "n.oid")}) n`,
    began: ["pg_namespace", "n.oid"],
  },
  {
    target: `CASE c.relkind WHEN 'S' THEN 'SEQUENCE ' ELSE 'TABLE ' END || ${qualified("quote_ident(c.relname)")}`,
    acl: "c.relacl",
    from: `pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND ${inOwn("pg_class", "c.oid")}`,
    began: ["pg_class", "c.oid"],
  },
  {
    target: `'ROUTINE ' || ${qualified(signature)}`,
    acl: "p.proacl",
    from: `pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace AND ${inOwn("pg_proc", "p.oid")}`,
    began: ["pg_proc", "p.oid"],
  },
];

function entries({ target, acl, from, began }: Source): string {
  const role = `r.oid IS NOT NULL AND NOT ${isOwnRole("r")} AND r.rolname <> current_user`;
  const initial =
    began && `FROM pg_init_privs i WHERE i.classoid = '${began[0]}'::regclass AND i.objoid = ${began[1]}`;
  const everybody = initial
    ? `a.grantee = 0 AND EXISTS (SELECT ${initial}) AND NOT EXISTS (SELECT ${initial} AND EXISTS (SELECT FROM aclexplode(i.initprivs) b
         WHERE b.grantee = 0 AND b.privilege_type = a.privilege_type))`
    : "false";
  return `SELECT ${target} AS target, coalesce(r.rolname::text, 'PUBLIC') AS grantee, a.privilege_type AS privilege
    FROM ${from} CROSS JOIN LATERAL aclexplode(${acl}) a LEFT JOIN pg_roles r ON r.oid = a.grantee
    WHERE (${role}) OR (${everybody})`;
}

/** Reads what was given there by hand: neither to the server's own roles, nor by PostgreSQL or an extension from the start. */
export const readOtherGrants = `SELECT DISTINCT * FROM (${sources.map(entries).join(" UNION ALL ")}) AS e
  WHERE NOT EXISTS (SELECT FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace JOIN pg_roles r ON r.oid = t.typowner
    WHERE e.target = 'TYPE ' || ${qualified("quote_ident(t.typname)")} AND r.rolname = e.grantee)
  ORDER BY 1, 2, 3`;
