import { type ChildProcess, spawn } from "node:child_process";
import { findContainer } from "../../machine/docker/container.ts";
import { docker } from "../../machine/docker/docker.ts";
import type { StackInDocker } from "./docker-of-stack.ts";
import { type EndOfLog, endOfLog } from "./server-log.ts";

/** After how many ends its container is given up: one is a replacement, and two might be an accident. */
const tolerated = 3;
/** How long its removal may take, in milliseconds. */
const removalLimit = 60_000;

/**
 * Watches the server's container while the engine waits for it. One that ends again and again is started again and again
 * by Docker, and the engine would wait minutes for it to become healthy: it is removed, which ends the wait. The data is
 * in the volume, and the next run makes the container again.
 */
export class ServerWatch implements Disposable {
  readonly #stack: string;
  readonly #place: StackInDocker;
  readonly #events: ChildProcess;
  #ends = 0;
  #givenUp: Promise<EndOfLog | undefined> | undefined;

  constructor(stack: string, place: StackInDocker) {
    this.#stack = stack;
    this.#place = place;
    const filters = ["--filter", `container=${place.name}`, "--filter", "event=die"];
    const args = ["--host", place.host, "events", ...filters, "--format", "{{.Action}}"];
    this.#events = spawn("docker", args, { stdio: ["ignore", "pipe", "ignore"] });
    // Nothing is watched then, and nothing worse.
    this.#events.once("error", () => {});
    this.#events.stdout?.setEncoding("utf8").on("data", (lines: string) => {
      this.#ends += lines.split("\n").length - 1;
      // What is wrong with the daemon meanwhile, the engine says.
      if (this.#ends >= tolerated) this.#givenUp ??= this.#giveUp().catch(() => undefined);
    });
  }

  /** The end of the log of a container that was given up. */
  log(): Promise<EndOfLog | undefined> {
    return this.#givenUp ?? Promise.resolve(undefined);
  }

  [Symbol.dispose](): void {
    this.#events.kill();
  }

  async #giveUp(): Promise<EndOfLog | undefined> {
    const { host, name } = this.#place;
    const container = await findContainer(host, name);
    if (container?.labels["pgstack.stack"] !== this.#stack) return undefined;
    const log = await endOfLog(this.#place);
    await docker(host, ["rm", "--force", container.id], { timeout: removalLimit });
    return log;
  }
}
