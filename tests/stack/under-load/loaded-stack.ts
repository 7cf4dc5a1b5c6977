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
