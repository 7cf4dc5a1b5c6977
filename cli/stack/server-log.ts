import { execFile } from "node:child_process";
import { dockerOfStack, type StackInDocker } from "./docker-of-stack.ts";

/** How many lines are shown, and how long it may take to get them, in milliseconds. */
const shownLines = 15;
const limit = 10_000;

/** The end of a server's log. */
export interface EndOfLog {
  readonly container: string;
  /** The last ones, without empty ones. */
  readonly lines: readonly string[];
}

/** The end of the log of a stack's container; `undefined` where there is none, or nothing in it. */
export async function endOfServerLog(stack: string): Promise<EndOfLog | undefined> {
  const place = await dockerOfStack(stack);
  return place === undefined ? undefined : endOfLog(place);
}

/** The same, where it is known where the container is. */
export async function endOfLog({ host, name }: StackInDocker): Promise<EndOfLog | undefined> {
  const lines = await lastLines(host, name);
  return lines.length === 0 ? undefined : { container: name, lines };
}

/** Of both streams, in the order they were written as far as the client keeps it. */
function lastLines(host: string, container: string): Promise<string[]> {
  const args = ["--host", host, "logs", "--tail", String(shownLines), container];
  return new Promise((resolve) => {
    execFile("docker", args, { timeout: limit }, (error, stdout, stderr) => {
      const lines = `${stdout}${stderr}`.split("\n").filter((line) => line.trim() !== "");
      resolve(error === null ? lines.slice(-shownLines) : []);
    });
  });
}
