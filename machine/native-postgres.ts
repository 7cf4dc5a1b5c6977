import { accessSync, constants, realpathSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../errors/user-error.ts";
import { type InstalledPostgres, postgresIn } from "./installed-postgres.ts";
import { postgresFolders } from "./postgres-folders.ts";

/** The oldest version that is supported: privileges are granted with PostgreSQL 16's options. */
const oldest = 16;
/** What makes data, runs it, copies it, and speaks to it. */
const programs = ["initdb", "postgres", "pg_basebackup", "psql"] as const;

/** What was found on this machine. */
export interface PostgresSearch {
  /** The newest server that will do, or `undefined`. */
  readonly found: InstalledPostgres | undefined;
  /** A sentence for each server that will not do; one that says so when there is none at all. */
  readonly whyNot: readonly string[];
}

/**
 * Looks for a PostgreSQL of version 16 or newer with pgvector, newest first.
 *
 * @param folder the only folder to look in. @default the places of packages, of `pg_config`, and PATH
 * @throws UserError when the folder given will not do
 */
export async function findPostgres(folder?: string): Promise<PostgresSearch> {
  if (process.platform === "win32") return { found: undefined, whyNot: ["native needs Linux or macOS"] };
  if (folder !== undefined) return { found: await givenPostgres(folder), whyNot: [] };
  const all = await Promise.all((await postgresFolders()).map(postgresIn));
  const installed = distinct(all.filter((server) => server !== undefined)).sort(newestFirst);
  const judged = installed.map((server) => ({ server, flaw: flawOf(server) }));
  const whyNot = judged.flatMap(({ flaw }) => (flaw === undefined ? [] : [flaw]));
  return {
    found: judged.find(({ flaw }) => flaw === undefined)?.server,
    whyNot: installed.length === 0 ? ["no PostgreSQL server is installed"] : whyNot,
  };
}

async function givenPostgres(folder: string): Promise<InstalledPostgres> {
  const server = await postgresIn(folder);
  const flaw = server === undefined ? `no PostgreSQL server that runs here is in ${folder}` : flawOf(server);
  if (server !== undefined && flaw === undefined) return server;
  throw new UserError(flaw ?? "", {
    where: "pgstack:postgresBin",
    mend: `Set it to the folder of initdb and postgres of PostgreSQL ${oldest} or newer with pgvector, or to auto.`,
  });
}

/** Why a server will not do, as a sentence without its period. */
function flawOf({ bin, majorVersion, version, extensions }: InstalledPostgres): string | undefined {
  const name = `PostgreSQL ${version} in ${bin}`;
  if (majorVersion < oldest) return `${name} is older than ${oldest}`;
  const missing = programs.filter((program) => !isProgram(join(bin, program)));
  if (missing.length > 0) return `${name} lacks ${missing.join(", ")}`;
  return extensions.includes("vector") ? undefined : `${name} has no pgvector`;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** One folder may be reached on several ways; the first is kept. */
function distinct(servers: readonly InstalledPostgres[]): InstalledPostgres[] {
  const real = (server: InstalledPostgres) => realpathSync(join(server.bin, "postgres"));
  return servers.filter((server, at) => servers.findIndex((other) => real(other) === real(server)) === at);
}

function newestFirst(one: InstalledPostgres, other: InstalledPostgres): number {
  const minor = ({ version }: InstalledPostgres) => Number(version.split(".")[1] ?? -1);
  return other.majorVersion - one.majorVersion || minor(other) - minor(one);
}
