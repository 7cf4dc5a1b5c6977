import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findImage } from "../../../machine/docker/image.ts";
import { serverInDocker } from "../../../operations/docker/upgrade/server-in-docker.ts";
import type { ServerInDocker } from "../../../operations/docker/upgrade/upgrade-plan.ts";
import { type RememberedServer, recallServer, rememberServer } from "../../../settings/remembered-server.ts";
import { docker, mustDocker, until } from "../image/docker.ts";

/** The daemon of the tests. */
export const host = process.env.DOCKER_HOST || "unix:///var/run/docker.sock";

/** A stack's server in Docker as far as an upgrade sees it, without Pulumi: volume, container, what is remembered. */
export class StackByHand {
  readonly stack: string;
  readonly root: string;
  readonly name: string;

  private constructor(stack: string, root: string) {
    this.stack = stack;
    this.root = root;
    this.name = `pgstack-test-${stack}`;
  }

  /** One that another process has made, and removes. */
  static existing(stack: string, root: string): StackByHand {
    return new StackByHand(stack, root);
  }

  /** One whose server runs, with an empty cluster; it goes when the test ends. */
  static async create(
    image: string,
    major: number,
    volumeOptions: readonly string[] = [],
  ): Promise<StackByHand> {
    const root = mkdtempSync(join(tmpdir(), "pgstack-upgrade-"));
    const made = new StackByHand(`t${randomBytes(4).toString("hex")}`, root);
    const { name } = made;
    const { onTestFinished } = await import("vitest");
    onTestFinished(async () => {
      rmSync(root, { recursive: true, force: true });
      const left = await mustDocker("ps", "--all", "--quiet", "--filter", `label=pgstack.name=${name}`);
      if (left !== "") await docker("rm", "--force", "--volumes", ...left.split("\n"));
      await docker("volume", "rm", "--force", name, `${name}-upgrade`);
      const kept = await mustDocker("images", "--format", "{{.Repository}}:{{.Tag}}", "pgstack/kept");
      const ours = kept.split("\n").filter((tag) => tag.startsWith(`pgstack/kept:${name}`));
      if (ours.length > 0) await docker("rmi", "--no-prune", ...ours);
    });
    await mustDocker("volume", "create", ...made.#labels, ...volumeOptions, name);
    const found = await findImage(host, image);
    made.remember({
      kind: "docker",
      reason: "",
      port: 1,
      name,
      dockerHost: host,
      cluster: String(major),
      image,
      ...(found && { imageId: found.id }),
      adminUser: "mcp_admin",
      database: "shop",
    });
    await made.up(image);
    return made;
  }

  /** What `up` does with the container: one of this image, on the remembered cluster. */
  async up(image: string): Promise<void> {
    const { name, cluster } = this;
    await docker("rm", "--force", name);
    const data = [
      "--volume",
      `${name}:/var/lib/postgresql/data`,
      "--env",
      `PGDATA=/var/lib/postgresql/data/${cluster}`,
    ];
    const superuser = [
      "--env",
      "POSTGRES_USER=rdsadmin",
      "--env",
      "POSTGRES_DB=postgres",
      "--env",
      "POSTGRES_PASSWORD=x",
    ];
    await mustDocker(
      "run",
      "--detach",
      "--name",
      name,
      ...this.#labels,
      "--shm-size",
      "256m",
      ...data,
      ...superuser,
      image,
    );
    await this.serves();
  }

  async serves(): Promise<void> {
    await until(`${this.name} serves`, async () => {
      const ready = ["pg_isready", "--quiet", "--host", "127.0.0.1"];
      return (await docker("exec", this.name, ...ready)).code === 0;
    });
  }

  get remembered(): RememberedServer {
    const found = recallServer(this.stack, this.root);
    if (found === undefined) throw new Error("nothing is remembered");
    return found;
  }

  get cluster(): string {
    return this.remembered.cluster ?? "";
  }

  get server(): ServerInDocker {
    return serverInDocker({ stack: this.stack, replicas: 0, pgbouncer: false }, this.root);
  }

  remember(server: RememberedServer): void {
    rememberServer(this.stack, server, this.root);
  }

  /** What a script prints, as the superuser or another role. */
  sql(script: string, database = "postgres", user = "rdsadmin"): Promise<string> {
    return psql(["exec", "--interactive", this.name], script, [
      "-U",
      user,
      "-d",
      `dbname='${database.replaceAll(/['\\]/g, "\\$&")}'`,
    ]);
  }

  /** Over TCP, with a password: what a client does. */
  async logIn(user: string, password: string, database: string): Promise<string> {
    const at = ["exec", "--interactive", "--env", `PGPASSWORD=${password}`, this.name];
    return psql(at, "SELECT current_user", ["-h", "127.0.0.1", "-U", user, "-d", database]);
  }

  /** Folders of the volume. */
  async folders(): Promise<string[]> {
    const mount = ["--volume", `${this.name}:/data`, "--entrypoint", "ls"];
    return (await mustDocker("run", "--rm", ...mount, "debian:trixie-slim", "-A", "/data")).split("\n");
  }

  get #labels(): string[] {
    return ["--label", `pgstack.stack=${this.stack}`, "--label", `pgstack.name=${this.name}`];
  }
}

/** What psql prints, by its standard input. @throws Error with what it says */
function psql(exec: readonly string[], script: string, options: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const args = [...exec, "psql", "-XqAt", "-v", "ON_ERROR_STOP=1", ...options];
    const child = execFile("docker", args, { maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout.trim());
      else reject(new Error(stderr));
    });
    child.stdin?.end(script);
  });
}
