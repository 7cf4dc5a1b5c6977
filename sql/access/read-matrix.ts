import { type MatrixSort, matrixSorts } from "./matrix-sorts.ts";
import { isOwnRole, isOwnSchema } from "./own-names.ts";
import { privilegeLetters } from "./privilege-letters.ts";

/** What a row of the matrix is about. `future` is what somebody will make. */
export type MatrixKind =
  | "database"
  | "schema"
  | "table"
  | "partitioned table"
  | "foreign table"
  | "view"
  | "materialized view"
  | "column"
  | "sequence"
  | "function"
  | "procedure"
  | "type"
  | "future tables"
  | "future sequences"
  | "future functions";

/** One object, and what each role may do with it. */
export interface MatrixRow {
  readonly kind: MatrixKind;
  /** `null` for the database. */
  readonly schema: string | null;
  /** A column's with its table's; a routine's with its argument types; of what is to come, its creator. */
  readonly name: string;
  readonly owner: string;
  /** In the order of the roles: letters of {@link privilegeLetters}, each followed by `*` where it may be passed on. */
  readonly held: string[];
  /** In the order of the roles: `owner` for who has the owner's rights, `superuser`, or nothing. */
  readonly by: string[];
  /** In the order of the roles: whether its schema lets the role in. */
  readonly open: boolean[];
  /** A routine that runs with its owner's rights. */
  readonly definer: boolean;
  /** How many policies decide about the rows; `null` without row-level security. */
  readonly policies: number | null;
  /** Whether they decide for the owner, too. */
  readonly forced: boolean;
}

/** Roles that are not the server's own, the administrator's aside: the matrix's columns, when none are named. */
export const readMatrixRoles = `
  SELECT r.rolname::text AS name FROM pg_roles r
  WHERE NOT ${isOwnRole("r")} AND r.rolname <> current_user ORDER BY 1`;

/** A subquery that lists one thing a role, in the order of the roles. */
const perRole = (value: string) => `ARRAY(SELECT ${value} FROM role r ORDER BY r.position)`;

const by = `CASE WHEN r.superuser THEN 'superuser' WHEN r.oid <> 0 AND pg_has_role(r.oid, o.owner, 'USAGE') THEN 'owner' ELSE '' END`;

function held({ has, privileges }: MatrixSort): string {
  const rows = privileges.map((name, at) => `(${at}, '${name}', '${privilegeLetters[name]}')`).join(", ");
  return `(SELECT coalesce(string_agg(p.letter || CASE WHEN ${has("p.name || ' WITH GRANT OPTION'")} THEN '*' ELSE '' END, '' ORDER BY p.position), '')
    FROM (VALUES ${rows}) AS p (position, name, letter)
    WHERE CASE WHEN p.name = 'MAINTAIN' AND current_setting('server_version_num')::int < 170000 THEN false
          ELSE ${has("p.name")} END)`;
}

function rowsOf(sort: MatrixSort): string {
  const {
    kind,
    namespace,
    name,
    owner,
    from,
    definer = "false",
    policies = "NULL::int",
    forced = "false",
  } = sort;
  const alias = /^\w+ (\w)/.exec(from)?.[1] ?? "";
  const oid = kind === "'column'" ? "c.oid" : `${alias}.oid`;
  const part = kind === "'column'" ? "a.attnum" : "0::int2";
  return `SELECT o.kind, n.nspname::text AS schema, o.name, pg_get_userbyid(o.owner)::text AS owner,
    ${perRole(held(sort))} AS held, ${perRole(by)} AS by,
    ${perRole("n.oid IS NULL OR has_schema_privilege(r.oid, n.oid, 'USAGE')")} AS open, o.definer, o.policies, o.forced
  FROM (SELECT ${kind} AS kind, ${namespace} AS namespace, ${name} AS name, ${owner} AS owner, ${oid} AS oid, ${part} AS part,
          ${definer} AS definer, ${policies} AS policies, ${forced} AS forced, ${sort.object ?? name} AS object
        FROM ${from}) o
  LEFT JOIN pg_namespace n ON n.oid = o.namespace
  WHERE (o.namespace IS NULL OR NOT ${isOwnSchema("n")}) AND ($2::text IS NULL OR n.nspname = $2)
    AND ($3::text IS NULL OR o.object = $3)`;
}

/** What somebody makes later gives what the defaults of any schema give, or PostgreSQL's own, and those of the schema beside. */
const future = `
  SELECT 'future ' || t.kind, n.nspname::text, pg_get_userbyid(d.creator)::text, pg_get_userbyid(d.creator)::text,
    ${perRole(`(SELECT coalesce(string_agg(l.letter || l.star, '' ORDER BY l.position), '') FROM (
       SELECT p.position, p.letter, CASE WHEN bool_or(a.is_grantable) THEN '*' ELSE '' END AS star
       FROM aclexplode(coalesce(g.defaclacl, acldefault(lower(t.sort::text)::"char", d.creator)) || coalesce(s.defaclacl, '{}')) a
       JOIN letter p ON p.name = a.privilege_type
       WHERE a.grantee <> d.creator AND (a.grantee = 0 OR r.oid <> 0 AND pg_has_role(r.oid, a.grantee, 'USAGE'))
       GROUP BY p.position, p.letter) l)`)},
    ${perRole("CASE WHEN r.superuser THEN 'superuser' WHEN r.oid <> 0 AND pg_has_role(r.oid, d.creator, 'USAGE') THEN 'owner' ELSE '' END")},
    ${perRole("has_schema_privilege(r.oid, n.oid, 'USAGE')")}, false, NULL::int, false
  FROM (SELECT defaclrole AS creator, defaclnamespace AS namespace FROM pg_default_acl WHERE defaclnamespace <> 0
        UNION SELECT nspowner, oid FROM pg_namespace WHERE pg_get_userbyid(nspowner) <> 'pg_database_owner') d
  JOIN pg_namespace n ON n.oid = d.namespace
  CROSS JOIN (VALUES ('tables', 'r'::"char"), ('sequences', 'S'::"char"), ('functions', 'f'::"char")) AS t (kind, sort)
  LEFT JOIN pg_default_acl g ON g.defaclrole = d.creator AND g.defaclnamespace = 0 AND g.defaclobjtype = t.sort
  LEFT JOIN pg_default_acl s ON s.defaclrole = d.creator AND s.defaclnamespace = n.oid AND s.defaclobjtype = t.sort
  WHERE NOT ${isOwnSchema("n")} AND ($2::text IS NULL OR n.nspname = $2) AND $3::text IS NULL`;

const letters = Object.entries(privilegeLetters)
  .map(([name, letter], at) => `(${at}, '${name}', '${letter}')`)
  .join(", ");

/**
 * Reads a {@link MatrixRow} for every object of the database that no extension brought, by what the server itself says: with
 * memberships, ownership, PUBLIC and predefined roles. $1: names of roles, PUBLIC among them; $2: one schema, or null; $3: one
 * object by its name, or null.
 */
export const readMatrix = `
  WITH letter (position, name, letter) AS (VALUES ${letters}),
  role AS (
    SELECT CASE w.name WHEN 'PUBLIC' THEN 0::oid ELSE r.oid END AS oid, coalesce(r.rolsuper, false) AS superuser, w.position
    FROM unnest($1::text[]) WITH ORDINALITY AS w (name, position) LEFT JOIN pg_roles r ON r.rolname = w.name
  )
  SELECT * FROM (${[...matrixSorts.map(rowsOf), future].join("\n  UNION ALL\n")}) AS m
  ORDER BY (kind <> 'database'), schema COLLATE "C", array_position(ARRAY[${["schema", "table", "partitioned table", "foreign table", "view", "materialized view", "column", "sequence", "function", "procedure", "type", "future tables", "future sequences", "future functions"].map((kind) => `'${kind}'`).join(", ")}], kind::text), name COLLATE "C"`;
