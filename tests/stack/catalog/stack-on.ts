import { chmodSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import pg from "pg";
import type { StackOutputs } from "../../../packages/client/stack-outputs.ts";
import type { ServerKind } from "../../../settings/settings.ts";
import { testPostgres } from "../../native/test-postgres.ts";
import { Checkout } from "../checkout.ts";
import { type Catalog, readCatalog } from "./read-catalog.ts";

/** A stack with demo data on one kind of server, in a checkout of its own. */
export class StackOn implements AsyncDisposable {
  readonly kind: ServerKind;
  readonly #checkout = new Checkout();
  /** Below a folder that everybody reaches: run by root, the native server is another user. */
  readonly #data = mkdtempSync("/var/tmp/pgstack-catalog-");
  #outputs: StackOutputs | undefined;

  constructor(kind: ServerKind) {
    this.kind = kind;
  }

  async up(): Promise<void> {
    chmodSync(this.#data, 0o755);
    const native = { postgresBin: testBin(this.kind), dataFolder: `${this.#data}/data` };
    this.#checkout.configure("dev", {
      server: this.kind,
      demoData: "true",
      ...(this.kind === "native" && native),
    });
    await this.#checkout.mustRun("up");
    const { stdout } = await this.#checkout.mustRun("outputs", "--json", "--show-secrets");
    this.#outputs = JSON.parse(stdout);
  }

  /** Takes drift back. */
  async refresh(): Promise<void> {
    await this.#checkout.mustRun("up", "--refresh");
  }

  /** Declares what `changed-model.ts` makes of the declaration. */
  async upChanged(): Promise<void> {
    renameSync(this.#checkout.path("model/database.ts"), this.#checkout.path("model/declared.ts"));
    const text = `import { changedModel } from "../tests/stack/catalog/changed-model.ts";
      import { database as declared } from "./declared.ts";
      export const database = (options) => changedModel(declared(options));`;
    writeFileSync(this.#checkout.path("model/database.ts"), text);
    await this.#checkout.mustRun("up");
  }

  get outputs(): StackOutputs {
    if (this.#outputs === undefined) throw new Error(`the ${this.kind} server is not up`);
    return this.#outputs;
  }

  /** Works on a connection of a role's own, logged in as it. */
  async as<T>(role: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
    const { host, port, database, admin, urls } = this.outputs;
    const password = () => this.#checkout.read(admin.credential.replace("file:", "")).trim();
    const client = new pg.Client(
      role === admin.user
        ? { host, port, database, user: role, password }
        : { connectionString: urls[role] ?? `postgresql://${role}:none@${host}:${port}/${database}` },
    );
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  catalog(): Promise<Catalog> {
    return this.as(this.outputs.admin.user, readCatalog);
  }

  /** Runs statements as the administrator, reads the catalog, and takes them back. */
  async catalogWith(sql: string, undo: string): Promise<Catalog> {
    return this.as(this.outputs.admin.user, async (client) => {
      await client.query(sql);
      try {
        return await readCatalog(client);
      } finally {
        await client.query(undo);
      }
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#checkout[Symbol.asyncDispose]();
    rmSync(this.#data, { recursive: true, force: true });
  }
}

function testBin(kind: ServerKind): string {
  return kind === "native" ? testPostgres().bin : "";
}
