import { NativePostgres } from "../components/server/native-postgres.ts";
import type { PostgresServer } from "../components/server/postgres-server.ts";
import { postgresIn } from "../machine/installed-postgres.ts";
import { replicaRunFolder } from "../operations/native/replica-folders.ts";
import { socketFolderOf } from "../operations/native/socket-folder.ts";
import { runFolder } from "../settings/paths.ts";
import type { RememberedServer } from "../settings/remembered-server.ts";
import { replicaNames } from "../settings/replica-names.ts";
import { rotationsOf } from "../settings/rotations.ts";
import type { Settings } from "../settings/settings.ts";
import { parametersOf } from "./parameters.ts";

/** What is preloaded where this machine's PostgreSQL has it, in RDS's order, and the extension that it comes with. */
const libraries = [
  ["pg_stat_statements", "pg_stat_statements"],
  // It has no extension of its own: it is one of PostgreSQL's contrib modules, which come together.
  ["auto_explain", "pg_stat_statements"],
  ["pgaudit", "pgaudit"],
  ["pg_cron", "pg_cron"],
] as const;

/** Those of RDS's that people ask for most, and packages mark as no extension that an ordinary user may create. */
const wanted = [
  "pg_stat_statements",
  "pg_cron",
  "pg_partman",
  "pgaudit",
  "hypopg",
  "pg_repack",
  "postgres_fdw",
  "dblink",
];

/** The native server, with what this machine's PostgreSQL has. */
export async function nativeServer(settings: Settings, choice: RememberedServer): Promise<PostgresServer> {
  const { stack, dataFolder, database, adminUser } = settings;
  const { port, ports = {}, bin = "" } = choice;
  // Where it is gone, the start says so.
  const {
    extensions = [],
    trusted = [],
    majorVersion = choice.majorVersion ?? 0,
  } = (await postgresIn(bin)) ?? {};
  const preload = libraries.filter(([, sign]) => extensions.includes(sign)).map(([library]) => library);
  return new NativePostgres("server", {
    stack,
    port,
    bin,
    majorVersion,
    dataFolder,
    database,
    adminUser,
    socketFolder: socketFolderOf(runFolder(stack)),
    // macOS has no posix_fadvise.
    parameters: parametersOf(settings, majorVersion, preload, { readAhead: process.platform === "linux" }),
    replicas: replicaNames(settings.replicas).map((name) => ({
      name,
      port: ports[name] ?? 0,
      socketFolder: socketFolderOf(replicaRunFolder(stack, name)),
    })),
    synchronous: settings.synchronousReplication,
    rotations: rotationsOf(stack),
    untrusted: wanted.filter((name) => extensions.includes(name) && !trusted.includes(name)),
  });
}
