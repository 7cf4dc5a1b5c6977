import type { TlsMode } from "../../db/connection-target.ts";

/** Where psql goes, as whom, and where it finds the password. */
export interface PsqlTarget {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly tls: TlsMode;
  /** File with the certificates to trust, absolute: the command may be run in any folder. @default libpq's own */
  readonly caFile?: string;
  readonly passwordFile: string;
  /** Role to take on after the login. */
  readonly setRole?: string;
}

/** The psql command for a shell, without a password in it. */
export function psqlLine(target: PsqlTarget, psqlArguments: readonly string[]): string {
  const { host, port, database, user, tls, caFile, passwordFile, setRole } = target;
  return [
    `PGPASSFILE=${quote(passwordFile)}`,
    ...(tls === "disable" ? [] : [`PGSSLMODE=${tls}`]),
    ...(caFile === undefined ? [] : [`PGSSLROOTCERT=${quote(caFile)}`]),
    ...(setRole === undefined ? [] : [`PGOPTIONS=${quote(roleOption(setRole))}`]),
    ...["psql", "-h", host, "-p", String(port), "-U", user, database, ...psqlArguments].map(quote),
  ].join(" ");
}

/** What makes a session begin as a role, for PGOPTIONS, where a backslash keeps a space from ending the value. */
export function roleOption(role: string): string {
  return `-c role=${role.replaceAll(/[\\ ]/g, "\\$&")}`;
}

/** A word for `sh`, in quotes where it needs them. */
function quote(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}
