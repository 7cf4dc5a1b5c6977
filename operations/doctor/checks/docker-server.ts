import { inspect } from "../../../machine/docker/docker.ts";
import type { DockerServer } from "../../docker/docker-server.ts";
import { status } from "../../docker/status.ts";
import { volumeSize } from "../../docker/volume-size.ts";
import type { ServerState } from "./server-state.ts";

/** How the container is, how it feels, and how much its volume holds. */
export async function dockerState(server: DockerServer): Promise<ServerState> {
  const now = await status(server);
  if (now.state === "absent") {
    const kept = (await inspect(server.host, "volume", server.name)) !== undefined;
    return kept
      ? {
          state: "absent",
          words: "its container was removed, its volume is there",
          mend: "`npm run up` makes the container again, with the data.",
        }
      : {
          state: "absent",
          words: "container and volume were removed",
          mend: "`npm run up` makes a new server, with everything that is declared.",
        };
  }
  const { state, container } = now;
  if (state !== "running") return { state, words: state };
  if (container.status === "restarting") {
    return { state, words: "ends and is started again and again", mend: "`npx pgstack logs` says why." };
  }
  const size = await volumeSize(server);
  const words = ["running", container.health, size && `${size} of data`].filter(Boolean).join(", ");
  return container.health === "unhealthy" || container.health === "starting"
    ? { state, words, mend: "`npx pgstack logs` says why." }
    : { state, words };
}
