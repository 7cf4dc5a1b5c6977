import { dockerName } from "../../../settings/docker-name.ts";
import { Checkout, type Ended } from "../checkout.ts";
import { Ledger } from "./ledger.ts";
import { Load } from "./load.ts";

/** A stack in Docker with a synchronous replica and PgBouncer, for clients to load. */
export class LoadedStack implements AsyncDisposable {
  readonly checkout = new Checkout();
  /** Of the primary's container and volume; `-replica-1` and `-pgbouncer` follow it. */
  readonly name = dockerName("dev", this.checkout.folder);
  readonly #settings = { server: "docker", replicas: "1", synchronousReplication: "true", pgbouncer: "true" };
  #loads = 0;

  async up(): Promise<void> {
    this.set({});
    await this.checkout.mustRun("up");
    await this.checkout.query(Ledger.table, "mcp_admin");
  }

  /** Settings beside those it always has. */
  set(settings: Record<string, string>): void {
    this.checkout.configure("dev", { ...this.#settings, ...settings });
  }

  load(): Promise<Load> {
    return Load.start(this.checkout, `load-${++this.#loads}`);
  }

  /** Moves the primary's data to a volume in a folder of this machine, as who gives it a disk of its own does. */
  async moveDataTo(folder: string): Promise<void> {
    const { name } = this;
    await this.checkout.mustRun("stop");
    const image = await this.docker("container", "inspect", "--format", "{{.Image}}", name);
    const mounts = ["--volume", `${name}:/from:ro`, "--volume", `${folder}:/to`];
    await this.docker("run", "--rm", ...mounts, "--entrypoint", "cp", image, "-a", "/from/.", "/to");
    await this.docker("rm", name);
    await this.docker("volume", "rm", name);
    const labels = ["--label", "pgstack.stack=dev", "--label", `pgstack.name=${name}`];
    const bind = ["--opt", "type=none", "--opt", "o=bind", "--opt", `device=${folder}`];
    await this.docker("volume", "create", ...labels, ...bind, name);
    await this.checkout.mustRun("up");
  }

  /** Without holding up the clients in the meantime. @throws Error when Docker refuses */
  async docker(...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await this.checkout.run("docker", args);
    if (code !== 0) throw new Error(`docker ${args.join(" ")}: ${stderr}`);
    return stdout.trim();
  }

  /** What `preview` says where it would change something; empty for nothing. */
  async proposed(...options: string[]): Promise<string> {
    const ended: Ended = await this.checkout.pgstack("preview", "--expect-no-changes", ...options);
    return ended.code === 0 ? "" : ended.stderr;
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.checkout[Symbol.asyncDispose]();
  }
}
