import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { superuserScript } from "../../../db/superuser/superuser-script.ts";
import { UserError } from "../../../errors/user-error.ts";
import {
  type ClusterSide,
  type ClusterUpgrade,
  dataMount,
  upgradeLabels,
  workMount,
  workVolume,
} from "./cluster-upgrade.ts";

/** How long a server may take until it answers, in milliseconds: recovery after a crash included. */
const startLimit = 600_000;
/** How long it may take to stop, in milliseconds: a checkpoint of all that was restored. */
const stopLimit = 600_000;
const pollMs = 50;
/** How much of its log is kept for an error, in characters. */
const keptLog = 4_000;

/**
 * The container ends when its standard input does, and that when the process that holds it is gone, however it ended: a
 * killed upgrade leaves no server on the data. Two servers on one folder are kept apart by the lock that the own image
 * takes, too (images/postgres/lock-data.sh).
 */
const script = `exec 3<&0 9<"$1"
if command -v flock >/dev/null && ! flock -n 9; then echo "FATAL: another container runs on $1" >&2; exit 75; fi
postgres -D "$@" </dev/null 3<&- &
server=$!
trap 'kill -INT $server' INT TERM
{ cat <&3 >/dev/null; kill -INT $server; } 2>/dev/null 9<&- &
while kill -0 $server 2>/dev/null; do wait $server; status=$?; done
exit $status`;

/** A server on one of the clusters that nobody but the upgrade reaches: no network, its socket in the upgrade's volume. */
export class TemporaryServer {
  readonly container: string;
  /** How its superuser is reached. */
  readonly superuser: `docker:${string}@${string}`;
  readonly #child: ChildProcess;
  #log = "";

  private constructor(container: string, host: string, child: ChildProcess) {
    this.container = container;
    this.superuser = `docker:${container}@${host}`;
    this.#child = child;
    const keep = (chunk: string) => {
      this.#log = (this.#log + chunk).slice(-keptLog);
    };
    child.stdout?.setEncoding("utf8").on("data", keep);
    child.stderr?.setEncoding("utf8").on("data", keep);
    // What is written to a client that is gone is of no use to anybody.
    child.stdin?.on("error", () => undefined);
  }

  /**
   * Starts it, and waits until it answers.
   *
   * @param part `old` or `new`: of its container's name, and of its socket's folder
   * @param settings arguments of the server, over those of its data folder
   * @throws UserError with what its log says
   */
  static async start(
    upgrade: ClusterUpgrade,
    part: "old" | "new",
    settings: readonly string[],
    signal: AbortSignal,
  ): Promise<TemporaryServer> {
    const { host, name } = upgrade;
    const { cluster, image }: ClusterSide = part === "old" ? upgrade.from : upgrade.to;
    const container = `${name}-upgrade-${part}`;
    const args = [
      ...["--host", host, "run", "--rm", "--interactive", "--sig-proxy=false", "--name", container],
      ...["--network", "none", "--user", "postgres", "--shm-size", "1g", ...upgradeLabels(upgrade)],
      ...["--volume", `${name}:${dataMount}`, "--volume", `${workVolume(name)}:${workMount}`],
      ...["--entrypoint", "sh", image, "-c", script, "sh", `${dataMount}/${cluster}`, ...settings],
    ];
    // In a group of its own: Ctrl-C is for us, who stop it in order.
    const child = spawn("docker", args, { stdio: ["pipe", "pipe", "pipe"], detached: true });
    const server = new TemporaryServer(container, host, child);
    try {
      await server.#answers(signal);
    } catch (error) {
      await server.stop();
      throw error;
    }
    return server;
  }

  /** Whether it has found the disk full: what its clients are told of that may be that a checkpoint failed. */
  get foundDiskFull(): boolean {
    return this.#log.includes("No space left on device");
  }

  /** Stops it in order, which writes all to disk; nothing when it has ended. */
  async stop(): Promise<void> {
    if (this.#ended) return;
    const ended = once(this.#child, "close");
    this.#child.stdin?.end();
    const late = new AbortController();
    await Promise.race([ended, sleep(stopLimit, undefined, { signal: late.signal })]).finally(() =>
      late.abort(),
    );
  }

  get #ended(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  async #answers(signal: AbortSignal): Promise<void> {
    let said = "";
    for (const end = Date.now() + startLimit; Date.now() < end; await sleep(pollMs, undefined, { signal })) {
      if (this.#ended) throw this.#failure("ended at once");
      try {
        await superuserScript(this.superuser, "SELECT 1;", { signal });
        return;
      } catch (error) {
        signal.throwIfAborted();
        said = (error as Error).message;
      }
    }
    throw this.#failure(`does not answer after ${startLimit / 1000} s (${said})`);
  }

  #failure(what: string): UserError {
    const lines = this.#log.trimEnd().split("\n");
    // What PostgreSQL gives as its reason, or Docker.
    const reason = lines.findLast((line) => /FATAL|PANIC|rror/.test(line)) ?? lines.at(-1) ?? "";
    return new UserError(`a server for the upgrade ${what}: ${reason.replace(/^.*(?=FATAL|PANIC)/, "")}`, {
      where: `docker container ${this.container}`,
      mend: "The server's data is as it was. Mend what the line says, then run this again.",
    });
  }
}
