import { UserError } from "../../../errors/user-error.ts";
import { versionIn } from "../../../machine/installed-postgres.ts";
import type { PostgresSearch } from "../../../machine/native-postgres.ts";
import type { CommandResult } from "../../../machine/run-command.ts";
import type { Finding } from "../finding.ts";

/**
 * PostgreSQL's own programs on this machine.
 *
 * @param search what was found of servers, or what is wrong with the folder that a setting names
 * @param psql what `psql --version` gave
 * @param needed the stack's server is, or is to be, a native one
 * @param noData why such a server could not get at its data
 */
export function checkNativePostgres(
  search: PostgresSearch | UserError,
  psql: CommandResult,
  needed: boolean,
  noData?: string,
): Finding {
  const name = "PostgreSQL programs";
  const client = psql.ran
    ? `psql ${versionIn(psql.stdout) ?? psql.stdout}`
    : "no psql, which only `pgstack connect` needs";
  if (UserError.isInstance(search)) {
    const [found = "", ...mend] = search.message.split("\n").map((line) => line.trim());
    return { name, level: needed ? "fail" : "warn", found: `${found}; ${client}`, mend: mend.join("\n") };
  }
  const { found, whyNot } = search;
  if (needed && found !== undefined && noData !== undefined) {
    return {
      name,
      level: "fail",
      found: `${noData}; ${client}`,
      mend: "Run this as an ordinary user, or set pgstack:dataFolder to a folder that one can reach.",
    };
  }
  if (found !== undefined) {
    return { name, level: "ok", found: `${found.version} with pgvector in ${found.bin}; ${client}` };
  }
  const none = whyNot.join("; ");
  return needed
    ? {
        name,
        level: "fail",
        found: `${none}; ${client}`,
        mend: "Install PostgreSQL 16 or newer with pgvector, or set pgstack:postgresBin to its programs.",
      }
    : { name, level: "ok", found: `${none}; only the native server needs one; ${client}` };
}
