import type { SystemUser } from "../../machine/system-user.ts";
import { runProgram } from "./programs.ts";

/** `template0` is what declared databases are made from, `template1` what others are, `postgres` is there already. */
const databases = ["template0", "template1", "postgres"];

/**
 * Installs pgvector into new data, before a server has run on it: its packages do not mark it as trusted, and the
 * administrator is no superuser. On RDS the administrator may; here `CREATE EXTENSION IF NOT EXISTS` finds it.
 *
 * @returns what PostgreSQL says when it fails
 */
export async function installExtensions(
  bin: string,
  data: string,
  user: SystemUser | undefined,
): Promise<string | undefined> {
  for (const database of databases) {
    const { ok, stderr } = await runProgram(bin, "postgres", ["--single", "-D", data, database], user, {
      input: "CREATE EXTENSION vector\n",
    });
    if (!ok || /\b(ERROR|FATAL|PANIC):/.test(stderr)) return stderr;
  }
  return undefined;
}
