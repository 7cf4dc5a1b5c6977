import { faultsOfPgvector } from "../../../model/pgvector-faults.ts";
import type { Finding } from "../finding.ts";

/**
 * What is known to be wrong with the pgvector of a stack's database.
 *
 * @param version of the extension, e.g. `0.8.0`
 */
export function checkPgvector(version: string): Finding[] {
  return faultsOfPgvector(version).map(({ what, fixedIn, until }) => ({
    name: "pgvector",
    level: "warn",
    found: `${version} ${what}; ${until}`,
    mend: `Install pgvector ${fixedIn} or newer on the server, then run ALTER EXTENSION vector UPDATE.`,
  }));
}
