import { UserError } from "../../../errors/user-error.ts";
import { docker } from "../../../machine/docker/docker.ts";
import { type ClusterUpgrade, workVolume } from "./cluster-upgrade.ts";

/** How long the servers of an earlier try may take to stop in order, in seconds, before they are killed. */
const stopLimit = 60;
const removalLimit = 90_000;

/**
 * Removes containers and the volume of an upgrade, whichever are there: at its end, and before another one for what a killed
 * one has left.
 *
 * @throws UserError when one of them stays
 */
export async function removeLeftovers({ host, name }: Pick<ClusterUpgrade, "host" | "name">): Promise<void> {
  const filter = ["--filter", `label=pgstack.upgrade=${name}`];
  const found = await docker(host, ["ps", "--all", "--quiet", ...filter], { timeout: 10_000 });
  const containers = found.ran ? found.stdout.split("\n").filter((id) => id !== "") : [];
  if (containers.length > 0) {
    // They end by themselves when nobody holds them any more, and remove themselves: what is gone already is no failure.
    await docker(host, ["stop", "--time", String(stopLimit), ...containers], { timeout: removalLimit });
    await docker(host, ["rm", "--force", "--volumes", ...containers], { timeout: removalLimit });
  }
  const volume = workVolume(name);
  const answer = await docker(host, ["volume", "rm", "--force", volume], { timeout: removalLimit });
  if (answer.ran) return;
  throw new UserError(`what an upgrade left behind cannot be removed: ${answer.said}`, {
    where: `docker volume ${volume}`,
    mend: "Remove it by hand (`docker ps --all --filter volume=...` says who uses it), then run this again.",
  });
}
