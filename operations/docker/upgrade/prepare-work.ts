import { UserError } from "../../../errors/user-error.ts";
import { docker } from "../../../machine/docker/docker.ts";
import { type ClusterUpgrade, upgradeLabels, workMount, workVolume } from "./cluster-upgrade.ts";
import { oneOff } from "./one-off.ts";

/**
 * Both servers read an empty configuration, and let in whoever reaches their sockets: that is nobody but the upgrade. Two
 * images may have two user ids for postgres.
 */
const script = `set -eu
cd "$1"
install -d -m 1777 . old new dump
: >postgresql.conf
echo 'local all all trust' >pg_hba.conf
chmod 0644 postgresql.conf pg_hba.conf`;

/** Makes the volume that both servers share while the upgrade lasts. */
export async function prepareWork(upgrade: ClusterUpgrade, signal: AbortSignal): Promise<void> {
  const volume = workVolume(upgrade.name);
  const made = await docker(upgrade.host, ["volume", "create", ...upgradeLabels(upgrade), volume], {
    timeout: 30_000,
  });
  if (!made.ran) {
    throw new UserError(`the daemon makes no volume: ${made.said}`, { where: `docker volume ${volume}` });
  }
  await oneOff(upgrade, upgrade.to.image, script, [workMount], { signal, work: true });
}
