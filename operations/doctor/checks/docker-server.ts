import type { Container } from "../../../machine/docker/container.ts";
import { inspect } from "../../../machine/docker/docker.ts";
import type { DockerServer } from "../../docker/docker-server.ts";
import { members, primary } from "../../docker/members.ts";
import { partState, status } from "../../docker/status.ts";
import { volumeSize } from "../../docker/volume-size.ts";
import { upCommand } from "../../server/up-command.ts";
import type { ServerState } from "./server-state.ts";

/** How the primary's container is, how it feels, and how much its volume holds; then how each one beside it is. */
export async function dockerState(server: DockerServer): Promise<ServerState> {
  const first = await primaryState(server);
  const others = await besidePrimary(server);
  const mend = first.mend ?? (first.state === "running" ? others.find((each) => each.mend)?.mend : undefined);
  return {
    state: first.state,
    words: [first.words, ...others.map(({ part, words }) => `${part} ${words}`)].join("; "),
    ...(mend && { mend }),
  };
}

async function primaryState(server: DockerServer): Promise<ServerState> {
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
  const size = await volumeSize(server);
  const { words, mend } = feels(container, primary);
  return {
    state,
    words: [words, size && `${size} of data`].filter(Boolean).join(", "),
    ...(mend && { mend }),
  };
}

interface Beside extends Pick<ServerState, "words" | "mend"> {
  readonly part: string;
}

async function besidePrimary(server: DockerServer): Promise<Beside[]> {
  const there = await members(server);
  const missing = (server.beside ?? []).filter((name) => !there.some(({ part }) => part === name));
  return [
    ...there
      .filter(({ part }) => part !== primary)
      .map(({ part, container }) => ({ part, ...besideState(container, part) })),
    ...missing.map((part) => ({
      part,
      words: "is not there",
      mend: `\`${upCommand(server.stack)}\` makes it.`,
    })),
  ];
}

function besideState(container: Container, part: string): Pick<ServerState, "words" | "mend"> {
  const state = partState(container);
  if (state === "running") return feels(container, part);
  return { words: state, mend: "`npx pgstack start` starts all of the server." };
}

/** Of a container that runs. */
function feels({ status, health }: Container, part: string): Pick<ServerState, "words" | "mend"> {
  const mend = `\`npx pgstack logs${part === primary ? "" : ` --of ${part}`}\` says why.`;
  if (status === "restarting") return { words: "ends and is started again and again", mend };
  const words = ["running", health].filter(Boolean).join(", ");
  return health === "unhealthy" || health === "starting" ? { words, mend } : { words };
}
