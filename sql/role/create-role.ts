import { quoteLiteral, quoteName } from "../quote.ts";

/** Attributes of a role that this project declares; every other attribute is its least. */
export interface RoleAttributes {
  readonly name: string;
  readonly login: boolean;
  /** -1 is no limit. */
  readonly connectionLimit: number;
}

/** `CREATE ROLE` with every attribute spelled out. */
export function createRole(role: RoleAttributes): string {
  return `CREATE ROLE ${quoteName(role.name)} ${attributes(role)}`;
}

/** `ALTER ROLE` to exactly the declared attributes, taking away what was given by hand. */
export function alterRole(role: RoleAttributes): string {
  return `ALTER ROLE ${quoteName(role.name)} ${attributes(role)}`;
}

/** Sets the password from a SCRAM verifier, so that no clear password is in the statement or the server's log; `null` is none. */
export function setPassword(name: string, verifier: string | null): string {
  return `ALTER ROLE ${quoteName(name)} PASSWORD ${verifier === null ? "NULL" : quoteLiteral(verifier)}`;
}

export function commentOnRole(name: string, comment: string): string {
  return `COMMENT ON ROLE ${quoteName(name)} IS ${quoteLiteral(comment)}`;
}

function attributes({ login, connectionLimit }: RoleAttributes): string {
  const canLogin = login ? "LOGIN" : "NOLOGIN";
  return `${canLogin} NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS INHERIT CONNECTION LIMIT ${connectionLimit} VALID UNTIL 'infinity'`;
}
