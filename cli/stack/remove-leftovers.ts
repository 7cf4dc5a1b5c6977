import { join } from "node:path";
import { findDaemon, isDaemon } from "../../machine/docker/daemon.ts";
import { remove as removeFromDocker } from "../../operations/docker/remove.ts";
import { remove as removeEmbedded } from "../../operations/embedded/remove.ts";
import { readDataMarker } from "../../operations/native/data-marker.ts";
import { remove as removeNative } from "../../operations/native/remove.ts";
import { removeReplicas } from "../../operations/native/stack-replicas.ts";
import { dockerName } from "../../settings/docker-name.ts";
import { fromProject, runFolder } from "../../settings/paths.ts";
import { recallServer } from "../../settings/remembered-server.ts";
import type { Settings } from "../../settings/settings.ts";

/**
 * Removes the server that a run left behind which was killed while it made it: the state does not know of it, and which
 * kind it was may not have been remembered yet.
 *
 * @throws UserError when the data folder holds somebody else's files
 */
export async function removeLeftovers({ stack, dataFolder, server }: Settings): Promise<void> {
  const remembered = recallServer(stack);
  const data = join(fromProject(dataFolder), stack);
  const native = remembered?.kind === "native" || readDataMarker(data) !== undefined;
  if (native) await removeReplicas(stack, data);
  await (native ? removeNative : removeEmbedded)(runFolder(stack), data);
  if (server === "embedded" || server === "native") return;
  const daemon = await findDaemon(remembered?.dockerHost);
  if (!isDaemon(daemon)) return;
  await removeFromDocker({ stack, host: daemon.host, name: remembered?.name ?? dockerName(stack) });
}
