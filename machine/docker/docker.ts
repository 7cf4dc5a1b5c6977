import { type CommandResult, type RunOptions, runCommand } from "../run-command.ts";

/** Runs the Docker client against a daemon. */
export function docker(host: string, args: readonly string[], options?: RunOptions): Promise<CommandResult> {
  return runCommand("docker", ["--host", host, ...args], options);
}

/** What `docker inspect` and its like say of one thing, or `undefined` when it is not there. */
export async function inspect<T>(
  host: string,
  what: "container" | "volume" | "network" | "image",
  name: string,
): Promise<T | undefined> {
  const answer = await docker(host, [what, "inspect", name], { timeout: 10_000 });
  if (answer.ran) return (JSON.parse(answer.stdout) as T[])[0];
  if (new RegExp(`no such (${what}|object)|${what} .* not found`, "i").test(answer.said)) return undefined;
  throw new Error(`docker ${what} inspect ${name}: ${answer.said}`);
}
