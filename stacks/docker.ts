import { log, type Output } from "@pulumi/pulumi";
import { LocalPostgres } from "../components/server/local-postgres.ts";
import type { PostgresServer } from "../components/server/postgres-server.ts";
import { preloadedLibraries } from "../configuration/preloaded-libraries.ts";
import { UserError } from "../errors/user-error.ts";
import { ownImage } from "../settings/keys/image.ts";
import { isOfOlderVersion } from "../settings/of-older-version.ts";
import { isOffline } from "../settings/offline.ts";
import type { RememberedServer } from "../settings/remembered-server.ts";
import { mayReplaceData } from "../settings/replace-data.ts";
import { replicaNames } from "../settings/replica-names.ts";
import { rotationsOf } from "../settings/rotations.ts";
import type { Settings } from "../settings/settings.ts";
import { assumeDocker, checkDocker } from "./choice/check-docker.ts";
import { parametersOf } from "./parameters.ts";

/** The Docker server, after everything that can be known beforehand was looked at. */
export async function dockerServer(
  settings: Settings,
  choice: RememberedServer,
): Promise<{ server: PostgresServer; remember: Output<Partial<RememberedServer>> }> {
  const { stack, image, database, adminUser, memory, cpus } = settings;
  const { port, ports = {}, name = "", dockerHost = "" } = choice;
  const checked = isOffline() ? assumeDocker(settings) : await checkDocker(settings, choice);
  for (const line of checked.warnings) await log.warn(line);
  const { majorVersion } = checked;
  // What an image is found to be later must never replace the data: only whoever says so does.
  const made = `${adminUser} ${database} ${majorVersion} rdsadmin`;
  const dataVersion = mayReplaceData() ? made : (choice.dataVersion ?? made);
  const cluster = clusterOf(choice, majorVersion);
  const server = new LocalPostgres("server", {
    stack,
    dockerName: name,
    dockerHost,
    image,
    majorVersion,
    dataVersion,
    cluster,
    port,
    database,
    adminUser,
    memory,
    cpus,
    swap: checked.limitsSwap,
    parameters: parametersOf(
      settings,
      majorVersion,
      image === ownImage ? preloadedLibraries.own : preloadedLibraries.other,
      { lz4: image === ownImage },
    ),
    replicas: replicaNames(settings.replicas).map((replica) => ({
      name: replica,
      port: ports[replica] ?? 0,
    })),
    synchronous: settings.synchronousReplication,
    poolerPort: settings.pgbouncer ? ports.pgbouncer : undefined,
    copies: mayReplaceData() ? undefined : choice.copies,
    rotations: rotationsOf(stack),
  });
  const kept = mayReplaceData()
    ? { copies: undefined, previousCluster: undefined, unfinishedCluster: undefined }
    : {};
  const remember = server.imageId.apply((imageId) => ({ dataVersion, cluster, image, imageId, ...kept }));
  return { server, remember };
}

/**
 * The folder of the data: named when the data is made, and again when it is replaced.
 * @throws UserError for data that an older version of this program made, with another superuser
 */
function clusterOf(choice: RememberedServer, majorVersion: number): string {
  const fresh = String(majorVersion);
  if (mayReplaceData()) return fresh;
  if (choice.cluster !== undefined) return choice.cluster;
  if (!isOfOlderVersion(choice)) return fresh;
  throw new UserError(
    "the server's data was made by an older version of pgstack, whose administrator is a superuser",
    {
      where: `docker volume ${choice.name}`,
      mend: "Dump what you need of it (pg_dump), then make it anew by `npx pgstack up --replace-data`, which deletes the data.",
    },
  );
}
