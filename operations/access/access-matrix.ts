import type { ClientBase } from "pg";
import { UserError } from "../../errors/user-error.ts";
import { type MatrixRow, readMatrix, readMatrixRoles } from "../../sql/access/read-matrix.ts";
import { type RoleFact, readRoles } from "../../sql/access/read-roles.ts";

/** Who may do what on which object, as the server itself says. */
export interface AccessMatrix {
  /** The columns: role names, and `PUBLIC` for what everybody may. */
  readonly roles: readonly string[];
  readonly rows: readonly MatrixRow[];
}

export interface MatrixOptions {
  /** One role, or `PUBLIC`. @default all that are not the server's own, and PUBLIC where it may do anything */
  readonly role?: string | undefined;
  /** @default all */
  readonly schema?: string | undefined;
  /** An object by its name, without the schema. @default all */
  readonly object?: string | undefined;
}

/**
 * Reads the matrix of the database a client is connected to, in one query.
 * @throws UserError for a role, a schema or an object that is not there
 */
export async function accessMatrix(client: ClientBase, options: MatrixOptions = {}): Promise<AccessMatrix> {
  const { role, schema, object } = options;
  const roles = role === undefined ? [...(await rolesOf(client)), "PUBLIC"] : [await oneRole(client, role)];
  const { rows } = await client.query<MatrixRow>(readMatrix, [roles, schema ?? null, object ?? null]);
  if (schema !== undefined && rows.length === 0) throw absent(schema, object);
  if (object !== undefined && rows.length === 0) throw absent(schema, object);
  const everybody = roles.indexOf("PUBLIC");
  const shown = role !== undefined || rows.some((row) => row.held[everybody] !== "" && row.open[everybody]);
  return shown ? { roles, rows } : { roles: roles.slice(0, -1), rows: rows.map(withoutLast) };
}

async function rolesOf(client: ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(readMatrixRoles);
  return rows.map(({ name }) => name);
}

async function oneRole(client: ClientBase, name: string): Promise<string> {
  if (name.toUpperCase() === "PUBLIC") return "PUBLIC";
  const { rows } = await client.query<RoleFact>(readRoles);
  if (rows.some((role) => role.name === name)) return name;
  const others = rows.filter(({ own }) => !own).map((role) => role.name);
  throw new UserError(`there is no role "${name}"`, {
    where: "--role",
    mend: `There are ${[...others, "PUBLIC"].join(", ")}.`,
  });
}

function absent(schema: string | undefined, object: string | undefined): UserError {
  if (object === undefined) {
    return new UserError(`there is no schema "${schema}"`, {
      where: "--schema",
      mend: "`npx pgstack access matrix` shows those that are there.",
    });
  }
  const place = schema === undefined ? "in any schema" : `in schema ${schema}`;
  return new UserError(`there is no object "${object}" ${place}`, {
    where: "--object",
    mend: "Name a table, a sequence, a function or a type without its schema.",
  });
}

function withoutLast(row: MatrixRow): MatrixRow {
  return { ...row, held: row.held.slice(0, -1), by: row.by.slice(0, -1), open: row.open.slice(0, -1) };
}
