import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createConnection, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What the Docker client prints. @throws Error when it fails */
export function docker(...args: string[]): string {
  return execFileSync("docker", args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).trim();
}

/** Builds an image with Docker's old builder, which every daemon has; the Dockerfile itself is there to be copied. */
export function buildImage(name: string, lines: readonly string[], ...options: string[]): void {
  const folder = mkdtempSync(join(tmpdir(), "pgstack-image-"));
  try {
    writeFileSync(join(folder, "Dockerfile"), `${lines.join("\n")}\n`);
    execFileSync("docker", ["build", "--quiet", "--tag", name, ...options, folder], {
      env: { ...process.env, DOCKER_BUILDKIT: "0" },
      stdio: ["ignore", "ignore", "pipe"],
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What Docker has of exactly this name: `container`, `network`, `volume`. */
export function thingsCalled(name: string): string[] {
  const listed = {
    container: docker("container", "ls", "--all", "--format", "{{.Names}}"),
    network: docker("network", "ls", "--format", "{{.Name}}"),
    volume: docker("volume", "ls", "--format", "{{.Name}}"),
  };
  return Object.entries(listed)
    .filter(([, names]) => names.split("\n").includes(name))
    .map(([what]) => what);
}

/** Listens on the loopback interface. */
export function listen(port: number): Promise<Server> {
  const server = createServer();
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}

export function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}

/** Takes a port in the moment a container of this name has been created, before it is started. */
export function takePortAtCreation(name: string, port: number): Promise<Server> {
  const filters = ["--filter", `container=${name}`, "--filter", "event=create"];
  const events = spawn("docker", ["events", ...filters, "--format", "{{.Action}}"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  return new Promise((resolve, reject) => {
    events.once("error", reject);
    events.stdout.once("data", () => {
      listen(port).then(resolve, reject);
      events.kill();
    });
  });
}

/** A socket in front of the daemon's, which can be gone for a while. */
export class SocketProxy implements AsyncDisposable {
  readonly #path: string;
  #server: Server | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  get address(): string {
    return `unix://${this.#path}`;
  }

  async start(): Promise<void> {
    const [, daemon = ""] = docker("context", "inspect", "--format", "{{.Endpoints.docker.Host}}").split(
      "unix://",
    );
    const server = createServer({ allowHalfOpen: true }, (client) => {
      const there = createConnection({ path: daemon, allowHalfOpen: true });
      client.pipe(there).pipe(client);
      client.once("error", () => there.destroy());
      there.once("error", () => client.destroy());
      this.#open.add(client);
      client.once("close", () => this.#open.delete(client));
    });
    await new Promise<void>((resolve) => server.listen(this.#path, resolve));
    this.#server = server;
  }

  readonly #open = new Set<{ destroy(): unknown }>();

  /** Also ends what is under way. */
  async stop(): Promise<void> {
    for (const client of this.#open) client.destroy();
    if (this.#server !== undefined) await close(this.#server);
    this.#server = undefined;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }
}
