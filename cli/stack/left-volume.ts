import { UserError } from "../../errors/user-error.ts";
import { labelOfEach } from "../../machine/docker/label-of-each.ts";
import { remove } from "../../operations/docker/remove.ts";
import { mayReplaceData } from "../../settings/replace-data.ts";
import type { Progress } from "../output/progress.ts";
import type { StackInDocker } from "./docker-of-stack.ts";
import { resourcesInState } from "./state-file.ts";

/**
 * Sees to a volume of this very stack that its state knows nothing of: `.pgstack/` was deleted, and with it the passwords
 * of what the volume holds. A run that was cut short is no such case: its state has what it made.
 *
 * @throws UserError unless the data may be replaced; then the volume is removed
 */
export async function seeToLeftVolume(
  stack: string,
  place: StackInDocker | undefined,
  progress: Progress,
): Promise<void> {
  if (place === undefined || resourcesInState(stack).length > 0) return;
  const { host, name } = place;
  const volumes = await labelOfEach(host, "volume", name, "pgstack.stack");
  const [volume] = [...volumes].flatMap(([each, owner]) =>
    owner === stack && holdsData(each, name) ? each : [],
  );
  if (volume === undefined) return;
  if (!mayReplaceData()) {
    throw new UserError(
      `Docker has data of an earlier stack ${stack} of this folder, whose state and passwords are gone`,
      {
        where: `docker volume ${volume}`,
        mend: "Put .pgstack/ back; or, to delete the data and begin anew, run `npx pgstack up --replace-data`.",
      },
    );
  }
  progress.note("removing the data of an earlier stack, as --replace-data allows");
  await remove({ stack, host, name });
}

/** The primary's, or a replica's copy of it; configuration is none. */
function holdsData(volume: string, name: string): boolean {
  return volume === name || volume.startsWith(`${name}-replica-`);
}
