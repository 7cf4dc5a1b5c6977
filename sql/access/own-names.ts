import { poolerRole, replicator, superuser } from "../../model/service-roles.ts";
import { quoteLiteral } from "../quote.ts";
import { groupRoles } from "../rds/rds-roles.ts";

/** Roles of RDS's own that no server of this machine has. Source: `pg_dumpall --roles-only` of RDS for PostgreSQL. */
const onRdsAlone = ["rdstopmgr", "rdsproxyadmin", "rdswriteforwarduser"];

/** Roles that a server has beside everybody's: nobody declares them, and `AdminRole` sees to their attributes. */
export const ownRoles: readonly string[] = [
  superuser,
  replicator,
  poolerRole,
  ...groupRoles.map(({ name }) => name),
  ...onRdsAlone,
];

/** A condition: whether a role is the server's own, by its row of pg_roles. The superuser of `initdb` is role 10. */
export function isOwnRole(row: string): string {
  return `(${row}.oid = 10 OR ${row}.rolname LIKE 'pg\\_%' OR ${row}.rolname IN (${ownRoles.map(quoteLiteral).join(", ")}))`;
}

/** A condition: whether a schema is PostgreSQL's own or an extension's, by its row of pg_namespace. */
export function isOwnSchema(row: string): string {
  return `(${row}.nspname LIKE 'pg\\_%' OR ${row}.nspname = 'information_schema' OR ${isExtensions("pg_namespace", `${row}.oid`)})`;
}

/** A condition: whether an object came with an extension, which says who may use it. */
export function isExtensions(catalog: string, oid: string): string {
  return `EXISTS (SELECT FROM pg_depend e WHERE e.classid = '${catalog}'::regclass AND e.objid = ${oid} AND e.deptype = 'e')`;
}
