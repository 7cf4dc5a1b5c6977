import { readFileSync } from "node:fs";
import pg from "pg";
import type { StackOutputs } from "../../packages/client/stack-outputs.ts";
import { Checkout } from "./checkout.ts";
import { docker } from "./docker-by-hand.ts";

/** How many rows the demo's table has, and which. */
export const fingerprint =
  "SELECT count(*) AS rows, md5(string_agg(id::text || status, ',' ORDER BY id)) AS hash FROM commerce.orders";

/** A stack in Docker with demo data, in a checkout of its own. */
export class DockerStack implements AsyncDisposable {
  readonly checkout = new Checkout();

  /** Settings in place of all there were. */
  configure(keys: Record<string, string> = {}): void {
    this.checkout.configure("dev", { server: "docker", demoData: "true", ...keys });
  }

  /** Brings it up; the lines of what was done, without times. */
  async up(...args: string[]): Promise<string[]> {
    const { stderr } = await this.checkout.mustRun("up", ...args);
    return stderr.split("\n").map((line) => line.replace(/( in| +) *\d+\.\d s$/, "").trimEnd());
  }

  get remembered(): { readonly name: string; readonly port: number; readonly ports: Record<string, number> } {
    return JSON.parse(this.checkout.read(".pgstack/stacks/dev/server.json"));
  }

  get name(): string {
    return this.remembered.name;
  }

  /** A part's container: of `primary`, `replica-1`, ... */
  container(part: string): string {
    return part === "primary" ? this.name : `${this.name}-${part}`;
  }

  /** One thing that `docker inspect` says of a part's container. */
  inspect(part: string, format: string): string {
    return docker("container", "inspect", "--format", format, this.container(part));
  }

  /** What Docker has under the stack's name, by sort. */
  things(): Record<"container" | "volume" | "network", string[]> {
    const names = (what: string, field: string, ...all: string[]) =>
      docker(what, "ls", ...all, "--filter", `label=pgstack.name=${this.name}`, "--format", `{{.${field}}}`)
        .split("\n")
        .filter(Boolean)
        .map((each) => each.slice(this.name.length))
        .sort();
    return {
      container: names("container", "Names", "--all"),
      volume: names("volume", "Name"),
      network: names("network", "Name"),
    };
  }

  async outputs(): Promise<StackOutputs> {
    return JSON.parse((await this.checkout.mustRun("outputs", "--json", "--show-secrets")).stdout);
  }

  /** The administrator's password, as it is now. */
  adminPassword(): string {
    return readFileSync(this.checkout.path(".pgstack/stacks/dev/admin.password"), "utf8").trim();
  }

  /** Rows of a query of the true superuser, inside the container; columns between |. */
  asSuperuser(sql: string, part = "primary", database = "mcp_db"): string {
    return this.exec(part, "psql", "-XAtq", "--username", "rdsadmin", "--dbname", database, "--command", sql);
  }

  /** Runs a program in a part's container, as the user that the server runs as; what it prints. */
  exec(part: string, ...command: string[]): string {
    return docker("exec", "--user", "postgres", this.container(part), ...command);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.checkout[Symbol.asyncDispose]();
  }
}

/** A connection that is open, by a URL. */
export async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}
