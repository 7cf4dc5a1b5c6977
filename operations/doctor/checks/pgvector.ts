import { faultsOfPgvector } from "../../../model/pgvector-faults.ts";
import type { Finding } from "../finding.ts";

/**
 * What is known to be wrong with the pgvector of a stack's database.
 *
 * @param version of the extension, e.g. `0.8.0`
 * @param oneProcess whether the server has no more than one, which builds no index by several
 */
export function checkPgvector(version: string, oneProcess: boolean): Finding[] {
  return faultsOfPgvector(version)
    .filter(({ id }) => !(oneProcess && id === "parallel-hnsw-build"))
    .map(({ what, fixedIn, until }) => ({
      name: "pgvector",
      level: "warn",
      found: `${version} ${what}; ${until}`,
      mend: `Install pgvector ${fixedIn} or newer on the server, then run ALTER EXTENSION vector UPDATE.`,
    }));
}
