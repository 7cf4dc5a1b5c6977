import type { PGlite } from "@electric-sql/pglite";
import { quoteLiteral, quoteName } from "../../sql/quote.ts";
import { scramVerifier } from "../../sql/role/scram-verifier.ts";
import { parseVerifier } from "../login/parse-verifier.ts";

interface AdminRow {
  readonly rolpassword: string | null;
  readonly rolsuper: boolean;
  readonly rolcanlogin: boolean;
  readonly expires: boolean;
}

/** Makes sure that the administrator can log in with the password of the run folder, whatever was done to the role. */
export async function setAdmin(pglite: PGlite, name: string, password: string): Promise<void> {
  const { rows } = await pglite.query<AdminRow>(
    `SELECT rolpassword, rolsuper, rolcanlogin, coalesce(rolvaliduntil < 'infinity', false) AS expires
     FROM pg_catalog.pg_authid WHERE rolname = $1`,
    [name],
  );
  const [role] = rows;
  if (role === undefined) await pglite.exec(`CREATE ROLE ${quoteName(name)}`);
  if (role?.rolsuper && role.rolcanlogin && !role.expires && isPassword(password, role.rolpassword)) return;
  const verifier = quoteLiteral(scramVerifier(password));
  const valid = role?.expires ? " VALID UNTIL 'infinity'" : "";
  await pglite.exec(`ALTER ROLE ${quoteName(name)} LOGIN SUPERUSER PASSWORD ${verifier}${valid}`);
}

function isPassword(password: string, stored: string | null): boolean {
  const secret = parseVerifier(stored);
  return secret !== undefined && scramVerifier(password, secret.salt, secret.iterations) === stored;
}
