import type { ServerPart } from "../server/local-server.ts";
import type { DockerServer } from "./docker-server.ts";
import { members, primary } from "./members.ts";
import { partState, status } from "./status.ts";

/**
 * How each container is: those that are there, and those that the settings want.
 * @throws UserError when the daemon does not answer
 */
export async function parts(server: DockerServer): Promise<readonly ServerPart[]> {
  await status(server);
  const there = (await members(server)).map(({ part, container }) => ({
    name: part,
    status: partState(container),
  }));
  const missing = [primary, ...(server.beside ?? [])]
    .filter((name) => !there.some((part) => part.name === name))
    .map((name) => ({ name, status: "absent" as const }));
  const all = [...there, ...missing];
  return [...all.filter(({ name }) => name === primary), ...all.filter(({ name }) => name !== primary)];
}
