import { lastLogLines } from "../../operations/docker/logs.ts";
import { containerName } from "../../operations/docker/members.ts";
import { dockerOfStack } from "./docker-of-stack.ts";

/** How many lines are shown. */
const shownLines = 15;

/** The end of a container's log. */
export interface EndOfLog {
  readonly container: string;
  /** The last ones, without empty ones. */
  readonly lines: readonly string[];
}

/**
 * The end of the log of one of a stack's containers; `undefined` where there is none, or nothing in it.
 *
 * @param part e.g. `primary`
 * @param givenUp logs of containers that are not there any more
 */
export async function endOfServerLog(
  stack: string,
  part: string,
  givenUp: readonly EndOfLog[],
): Promise<EndOfLog | undefined> {
  const place = await dockerOfStack(stack);
  if (place === undefined) return undefined;
  const name = containerName(place, part);
  return givenUp.find(({ container }) => container === name) ?? endOfLog(place.host, name);
}

/** The same, where it is known where the container is. */
export async function endOfLog(host: string, container: string): Promise<EndOfLog | undefined> {
  const lines = await lastLogLines(host, container, shownLines);
  return lines.length === 0 ? undefined : { container, lines };
}
