import { type ChildProcess, spawn } from "node:child_process";
import { findContainer } from "../../machine/docker/container.ts";
import { docker } from "../../machine/docker/docker.ts";
import type { StackInDocker } from "./docker-of-stack.ts";
import { type EndOfLog, endOfLog } from "./server-log.ts";

/** After how many ends a container is given up: one is a replacement, and two might be an accident. */
const tolerated = 3;
/** How long its removal may take, in milliseconds. */
const removalLimit = 60_000;

/**
 * Watches the server's containers while the engine waits for them. One that ends again and again is started again and again
 * by Docker, and the engine would wait minutes for it to become healthy: it is removed, which ends the wait. The data is
 * in the volume, and the next run makes the container again.
 */
export class ServerWatch implements Disposable {
  readonly #stack: string;
  readonly #host: string;
  readonly #events: ChildProcess;
  readonly #ends = new Map<string, number>();
  readonly #givenUp = new Map<string, Promise<EndOfLog | undefined>>();

  constructor(stack: string, { host, name }: StackInDocker) {
    this.#stack = stack;
    this.#host = host;
    const filters = ["--filter", `label=pgstack.name=${name}`, "--filter", "event=die"];
    const format = "{{.Actor.Attributes.name}}";
    const args = ["--host", host, "events", ...filters, "--format", format];
    this.#events = spawn("docker", args, { stdio: ["ignore", "pipe", "ignore"] });
    // Nothing is watched then, and nothing worse.
    this.#events.once("error", () => {});
    this.#events.stdout?.setEncoding("utf8").on("data", (lines: string) => {
      for (const container of lines.split("\n").filter(Boolean)) this.#ended(container);
    });
  }

  /** The end of the logs of containers that were given up. */
  async logs(): Promise<readonly EndOfLog[]> {
    const logs = await Promise.all(this.#givenUp.values());
    return logs.filter((log) => log !== undefined);
  }

  [Symbol.dispose](): void {
    this.#events.kill();
    // Where `docker` is a script, the client that it started may live on, and would be waited for.
    this.#events.stdout?.destroy();
    this.#events.unref();
  }

  #ended(container: string): void {
    const ends = (this.#ends.get(container) ?? 0) + 1;
    this.#ends.set(container, ends);
    if (ends < tolerated || this.#givenUp.has(container)) return;
    // What is wrong with the daemon meanwhile, the engine says.
    this.#givenUp.set(
      container,
      this.#giveUp(container).catch(() => undefined),
    );
  }

  async #giveUp(name: string): Promise<EndOfLog | undefined> {
    const container = await findContainer(this.#host, name);
    if (container?.labels["pgstack.stack"] !== this.#stack) return undefined;
    const log = await endOfLog(this.#host, name);
    await docker(this.#host, ["rm", "--force", container.id], { timeout: removalLimit });
    return log;
  }
}
