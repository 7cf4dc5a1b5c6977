import { superuserScript } from "../../../db/superuser/superuser-script.ts";
import { UserError } from "../../../errors/user-error.ts";
import { checkOldCluster, type NewImage } from "./check-old-cluster.ts";
import { checkSpace } from "./check-space.ts";
import { type ClusterUpgrade, dataMount, type Tell } from "./cluster-upgrade.ts";
import { type Compared, compareDatabases } from "./compare-databases.ts";
import { controlledSettings } from "./controlled-settings.ts";
import { analyze, copyDatabase, copyGlobals } from "./copy-database.ts";
import { makeCluster } from "./make-cluster.ts";
import { type OldCluster, type OldContent, readOldCluster, readOldDatabase } from "./old-cluster.ts";
import { oneOff } from "./one-off.ts";
import { prepareWork } from "./prepare-work.ts";
import { newServerSettings, oldServerSettings } from "./server-settings.ts";
import { TemporaryServer } from "./temporary-server.ts";

/** What was copied, and found to be the same. */
export interface Copied extends Compared {
  readonly databases: number;
  /** PostgreSQL's own identifiers of both clusters. */
  readonly identifiers: { readonly from: string; readonly to: string };
  /** What the new server does not have, a sentence each. */
  readonly notes: readonly string[];
}

const listLibraries =
  'ls "$(pg_config --pkglibdir 2>/dev/null || echo "/usr/lib/postgresql/$PG_MAJOR/lib")" "/usr/lib/postgresql/$PG_MAJOR/lib" 2>/dev/null; true';

/**
 * Makes the new cluster beside the old one, copies everything into it by a dump and a restore, and compares both. The old
 * one is only read. Whatever happens, no server runs at the end; a new cluster that is not whole is left to the caller.
 *
 * @throws UserError when the data cannot be copied as it is, there is no room, or the copy is not the same
 */
export async function copyCluster(
  upgrade: ClusterUpgrade,
  image: NewImage,
  signal: AbortSignal,
  tell: Tell,
): Promise<Copied> {
  tell(`starting the old server, PostgreSQL ${upgrade.from.majorVersion}`);
  await prepareWork(upgrade, signal);
  const settings = oldServerSettings(upgrade.from.majorVersion, await controlledSettings(upgrade, signal));
  const old = await TemporaryServer.start(upgrade, "old", settings, signal);
  try {
    const cluster = await readOldCluster(old.superuser);
    const contents = await readContents(old, cluster);
    const notes = checkOldCluster(cluster, contents, image);
    await checkSpace(upgrade, cluster, signal);
    tell(`making a new cluster of PostgreSQL ${upgrade.to.majorVersion}`);
    await makeCluster(upgrade, cluster, signal);
    const compared = await fill(upgrade, old, { cluster, contents }, signal, tell);
    tell("writing all of it to disk");
    const sync = 'initdb --sync-only --pgdata="$1" >/dev/null';
    await oneOff(upgrade, upgrade.to.image, sync, [`${dataMount}/${upgrade.to.cluster}`], {
      signal,
      user: "postgres",
    });
    return { ...compared, databases: contents.size, notes };
  } finally {
    await old.stop();
  }
}

async function readContents(
  old: TemporaryServer,
  { databases }: OldCluster,
): Promise<Map<string, OldContent>> {
  const contents = new Map<string, OldContent>();
  for (const { name, canConnect } of databases)
    if (canConnect) contents.set(name, await readOldDatabase(old.superuser, name));
  return contents;
}

/** Fills the new cluster by a server that is stopped again at the end. */
async function fill(
  upgrade: ClusterUpgrade,
  old: TemporaryServer,
  { cluster, contents }: { readonly cluster: OldCluster; readonly contents: ReadonlyMap<string, OldContent> },
  signal: AbortSignal,
  tell: Tell,
): Promise<Omit<Copied, "databases" | "notes">> {
  const { to, jobs, memory } = upgrade;
  const libraries = (await oneOff(upgrade, to.image, listLibraries, [], { signal }))
    .split("\n")
    .flatMap((file) => /^(?<name>.+)\.so$/.exec(file)?.groups?.name ?? []);
  const cronDatabase = [...contents].find(([, { extensions }]) => extensions.includes("pg_cron"))?.[0];
  const settings = newServerSettings({
    majorVersion: to.majorVersion,
    libraries,
    cronDatabase,
    jobs,
    memory,
  });
  const copy = await TemporaryServer.start(upgrade, "new", settings, signal);
  try {
    tell("copying roles");
    await copyGlobals(upgrade, copy.container, signal);
    const databases = cluster.databases.filter(({ name }) => contents.has(name));
    for (const database of databases) await copyDatabase(upgrade, copy.container, database, signal, tell);
    tell("collecting the planner's statistics");
    await analyze(upgrade, copy.container, signal);
    let tables = 0;
    let rows = 0;
    for (const { name } of databases) {
      tell(`comparing every row of database ${name}`);
      const compared = await compareDatabases(old.superuser, copy.superuser, name, jobs, signal);
      tables += compared.tables;
      rows += compared.rows;
    }
    const [from, copied] = await Promise.all([old, copy].map(identifierOf));
    return { tables, rows, identifiers: { from: from ?? "", to: copied ?? "" } };
  } catch (error) {
    if (!copy.foundDiskFull) throw error;
    throw new UserError(`No space left on device: ${(error as Error).message.split("\n", 1)[0]}`, {
      mend: "The server's data is as it was. Make room where Docker keeps its volumes (`docker system df`), then run this again.",
      cause: error,
    });
  } finally {
    await copy.stop();
  }
}

function identifierOf({ superuser }: TemporaryServer): Promise<string> {
  return superuserScript(superuser, "SELECT system_identifier FROM pg_control_system();");
}
