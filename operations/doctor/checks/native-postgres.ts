import { type InstalledPostgres, postgresIn, versionIn } from "../../../machine/installed-postgres.ts";
import { postgresFolders } from "../../../machine/postgres-folders.ts";
import { runCommand } from "../../../machine/run-command.ts";
import type { Finding } from "../finding.ts";

/** PostgreSQL's own programs on this machine. */
export async function checkNativePostgres(): Promise<Finding> {
  const [server, client] = await Promise.all([newestServer(), runCommand("psql", ["--version"])]);
  const serverWords =
    server === undefined
      ? "no server"
      : `server ${server.version} in ${server.bin}, ${server.extensions.includes("vector") ? "with" : "without"} pgvector`;
  const clientWords = client.ran
    ? `psql ${versionIn(client.stdout) ?? client.stdout}`
    : "no psql: `npx pgstack query` runs SQL too";
  return {
    name: "PostgreSQL programs",
    level: "ok",
    found: `${serverWords}; ${clientWords}; the embedded server needs none`,
  };
}

async function newestServer(): Promise<InstalledPostgres | undefined> {
  const servers = await Promise.all((await postgresFolders()).map(postgresIn));
  return servers
    .filter((server) => server !== undefined)
    .reduce<InstalledPostgres | undefined>(
      (best, server) =>
        best && Number.parseFloat(best.version) >= Number.parseFloat(server.version) ? best : server,
      undefined,
    );
}
