import { readFileSync } from "node:fs";
import { quoteName } from "../../sql/quote.ts";
import { clearUnfinished, type DataFolderMarker, writeMarker } from "../cluster/data-folder.ts";
import { giveNewIdentity } from "../cluster/new-identity.ts";
import { copyTemplate } from "../cluster/template.ts";
import type { EngineOptions } from "./engine-options.ts";
import type { ExtensionFile } from "./extensions.ts";
import { makeCluster, openPglite } from "./open-pglite.ts";

/** Version of PGlite: a cluster kept for later belongs to one. */
function pgliteVersion(): string {
  const file = new URL("../package.json", import.meta.resolve("@electric-sql/pglite"));
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}

/** Makes the cluster, the database and the administrator. A start that was cut off is done all over. */
export async function firstStart(
  options: EngineOptions,
  extensions: readonly ExtensionFile[],
): Promise<void> {
  const { dataFolder, cacheFolder, database, adminUser } = options;
  const marker: DataFolderMarker = { madeBy: "pgstack", state: "new", database, adminUser };
  clearUnfinished(dataFolder);
  writeMarker(dataFolder, marker);
  const copied = await copyTemplate(cacheFolder, `pglite-${pgliteVersion()}`, dataFolder, makeCluster);
  if (copied) giveNewIdentity(dataFolder);
  await makeDatabase(options, extensions);
  writeMarker(dataFolder, { ...marker, state: "ready" });
}

/** Done from another database, because a database in use cannot be renamed. */
async function makeDatabase(
  { dataFolder, database, adminUser, memory }: EngineOptions,
  extensions: readonly ExtensionFile[],
): Promise<void> {
  const { pglite } = await openPglite({
    dataFolder,
    database: "template1",
    memory,
    extensions,
    setTimer: () => {},
  });
  await pglite.exec(`CREATE ROLE ${quoteName(adminUser)} LOGIN SUPERUSER`);
  if (database !== "postgres") await pglite.exec(`ALTER DATABASE postgres RENAME TO ${quoteName(database)}`);
  await pglite.exec(`ALTER DATABASE ${quoteName(database)} OWNER TO ${quoteName(adminUser)}`);
  // What initdb says of the database that was renamed.
  await pglite.exec(`COMMENT ON DATABASE ${quoteName(database)} IS NULL`);
  await pglite.close();
}
