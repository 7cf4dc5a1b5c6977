import { postgresIn } from "../../machine/installed-postgres.ts";

/** The version of the server in a folder of programs, e.g. `17.6`; `undefined` where there is none that runs. */
export async function serverVersion(bin: string): Promise<string | undefined> {
  return (await postgresIn(bin))?.version;
}
