import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { onTestFinished } from "vitest";
import { docker, image, label, mustDocker, type Said, until } from "./docker.ts";

/** The password of servers whose test is not about passwords. */
export const password = "correct horse";

/** A container of the image for the running test, removed with its data when the test ends. */
export class Container {
  readonly name = newName();

  private constructor() {}

  /** @param options of `docker run` @param command what comes after the image */
  static async start(options: readonly string[] = [], command: readonly string[] = []): Promise<Container> {
    const container = new Container();
    onTestFinished(async () => {
      await mustDocker("rm", "--force", "--volumes", container.name);
    });
    const fixed = ["--detach", "--name", container.name, "--label", label, "--publish", "127.0.0.1::5432"];
    await mustDocker("run", ...fixed, ...options, image, ...command);
    return container;
  }

  /** One with a password, that serves. */
  static async serving(options: readonly string[] = [], command: readonly string[] = []): Promise<Container> {
    const container = await Container.start(["--env", `POSTGRES_PASSWORD=${password}`, ...options], command);
    await container.serves();
    return container;
  }

  /** Waits until it serves. @throws Error when it ends instead */
  async serves(): Promise<void> {
    await until(`${this.name} serves`, async () => {
      if (!(await this.runs())) throw new Error(`${this.name} ended: ${await this.log()}`);
      return (await this.exec("pg_isready", "-h", "127.0.0.1")).code === 0;
    });
  }

  /** Waits for its end, by itself. @returns the exit code */
  async ended(): Promise<number> {
    return Number(await mustDocker("wait", this.name));
  }

  /** Stops it as `docker stop` does. @returns the exit code, and how long it took in milliseconds */
  async stop(): Promise<{ code: number; took: number }> {
    const begin = Date.now();
    await mustDocker("stop", "--time", "30", this.name);
    return { code: await this.ended(), took: Date.now() - begin };
  }

  async runs(): Promise<boolean> {
    return (await this.inspect("{{.State.Running}}")) === "true";
  }

  inspect(format: string): Promise<string> {
    return mustDocker("inspect", "--format", format, this.name);
  }

  /** All that it wrote. */
  async log(): Promise<string> {
    const { stdout, stderr } = await docker("logs", this.name);
    return stdout + stderr;
  }

  /** Runs a command in it, as the server's user. */
  exec(...command: string[]): Promise<Said> {
    return docker("exec", "--user", "postgres", this.name, ...command);
  }

  /** What SQL answers by the socket: one line for each row, values between `|`. @throws Error when it fails */
  async sql(text: string, user = "postgres", database = user): Promise<string> {
    const psql = ["psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-U", user, "-d", database, "-c", text];
    const { code, stdout, stderr } = await this.exec(...psql);
    if (code !== 0) throw new Error(stderr);
    return stdout.trim();
  }

  /** A connection over TCP, as an application has it. */
  async connect(as: pg.ClientConfig = {}): Promise<pg.Client> {
    const port = (await mustDocker("port", this.name, "5432/tcp")).split(":").at(-1);
    const client = new pg.Client({
      host: "127.0.0.1",
      port: Number(port),
      user: "postgres",
      password,
      ...as,
    });
    // A server that stops ends its connections.
    client.on("error", () => undefined);
    await client.connect();
    onTestFinished(() => client.end().catch(() => undefined));
    return client;
  }
}

/** Runs a container to its end. */
export async function runToEnd(
  options: readonly string[] = [],
  command: readonly string[] = [],
): Promise<{ code: number; log: string }> {
  const container = await Container.start(options, command);
  return { code: await container.ended(), log: await container.log() };
}

/** A named volume for the running test. Containers on it are to be started after it is made. */
export async function newVolume(): Promise<string> {
  const name = newName();
  await mustDocker("volume", "create", "--label", label, name);
  onTestFinished(async () => {
    await mustDocker("volume", "rm", name);
  });
  return name;
}

/** The mount of a volume at PGDATA. */
export function dataOn(volume: string): readonly string[] {
  return ["--volume", `${volume}:/var/lib/postgresql/data`];
}

/** A folder on this machine that every user id can read, with files by name. Those of mode 0o755 are executable. */
export function sharedFolder(files: Readonly<Record<string, string | Buffer>>, mode = 0o644): string {
  const folder = mkdtempSync(join(tmpdir(), "pgstack-image-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  chmodSync(folder, 0o755);
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(folder, name), content);
    chmodSync(join(folder, name), mode);
  }
  return folder;
}

/** The mount of init scripts. */
export function initScripts(folder: string): readonly string[] {
  return ["--volume", `${folder}:/docker-entrypoint-initdb.d:ro`];
}

function newName(): string {
  return `pgstack-test-${randomBytes(6).toString("hex")}`;
}
