import { superuser } from "../../../model/service-roles.ts";
import { type ClusterUpgrade, type Tell, workMount } from "./cluster-upgrade.ts";
import { inNewServer } from "./in-new-server.ts";

const globals = `${workMount}/dump/globals.sql`;
const as = ["--username", superuser];
const fromOld = ["--host", `${workMount}/old`, ...as];
const toNew = ["--host", `${workMount}/new`, ...as];

/** The superuser is there already: all else of it is set again. */
const dumpGlobals = `umask 077; pg_dumpall ${fromOld.join(" ")} --no-password --globals-only --file="$1" &&
  sed -i '/^CREATE ROLE ${superuser};$/d' "$1"`;

/**
 * Copies roles with their passwords, memberships and settings: with the new version's pg_dumpall, as PostgreSQL's
 * documentation recommends (section "Upgrading Data via pg_dumpall").
 */
export async function copyGlobals(
  upgrade: ClusterUpgrade,
  container: string,
  signal: AbortSignal,
): Promise<void> {
  const at = { host: upgrade.host, container };
  await inNewServer(at, ["sh", "-c", dumpGlobals, "sh", globals], "dumping the roles", signal);
  const psql = ["psql", "-X", "-q", "-w", "-v", "ON_ERROR_STOP=1", "-v", "VERBOSITY=terse", ...toNew];
  await inNewServer(at, [...psql, "-d", "postgres", "-f", globals], "restoring the roles", signal);
  await inNewServer(at, ["rm", globals], "removing the roles' dump", signal);
}

/**
 * Copies one database with its properties, by the new version's pg_dump and pg_restore, in parallel. Those that a new
 * cluster has already are dropped and made again, or they would keep the properties they were born with; that is what
 * pg_upgrade does.
 */
export async function copyDatabase(
  upgrade: ClusterUpgrade,
  container: string,
  { oid, name }: { readonly oid: number; readonly name: string },
  signal: AbortSignal,
  tell: Tell,
): Promise<void> {
  const at = { host: upgrade.host, container };
  const jobs = `--jobs=${upgrade.jobs}`;
  const folder = `${workMount}/dump/${oid}`;
  const compress = upgrade.to.majorVersion >= 16 ? "--compress=lz4" : "--compress=1";
  tell(`dumping database ${name}`);
  const dump = [
    "pg_dump",
    "--no-password",
    ...fromOld,
    "--format=directory",
    compress,
    jobs,
    `--file=${folder}`,
  ];
  await inNewServer(at, [...dump, `--dbname=dbname='${escaped(name)}'`], `dumping database ${name}`, signal);
  tell(`restoring database ${name}`);
  const born = name === "template1" || name === "postgres";
  const via = name === "template1" ? "postgres" : "template1";
  const restore = ["pg_restore", "--no-password", ...toNew, "--exit-on-error", jobs, "--create"];
  if (born) restore.push("--clean", "--if-exists");
  await inNewServer(at, [...restore, `--dbname=${via}`, folder], `restoring database ${name}`, signal);
  await inNewServer(at, ["rm", "-r", folder], `removing the dump of database ${name}`, signal);
}

/** Statistics are in no dump before PostgreSQL 18: without them the planner knows nothing of the tables. */
export async function analyze(
  upgrade: ClusterUpgrade,
  container: string,
  signal: AbortSignal,
): Promise<void> {
  const at = { host: upgrade.host, container };
  const command = ["vacuumdb", "--no-password", ...toNew, "--all", "--analyze-only", "--quiet"];
  await inNewServer(at, [...command, `--jobs=${upgrade.jobs}`], "ANALYZE", signal);
}

/** As a value of a connection string. */
function escaped(name: string): string {
  return name.replaceAll(/['\\]/g, "\\$&");
}
