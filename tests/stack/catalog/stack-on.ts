import { chmodSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import pg from "pg";
import type { SuperuserReference } from "../../../db/superuser/superuser-reference.ts";
import { superuserScript } from "../../../db/superuser/superuser-script.ts";
import { lastStart } from "../../../operations/native/started-with.ts";
import { superuserOf } from "../../../operations/native/superuser-of.ts";
import type { StackOutputs } from "../../../packages/client/stack-outputs.ts";
import { runFolder } from "../../../settings/paths.ts";
import type { ServerKind } from "../../../settings/settings.ts";
import { testPostgres } from "../../native/test-postgres.ts";
import { Checkout } from "../checkout.ts";
import { type Catalog, type CatalogReader, readCatalog } from "./read-catalog.ts";

/** Names with their schemas, and times in one zone, whatever the server's defaults are. */
const named = "SET search_path = pg_catalog; SET TimeZone = 'UTC'";

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
    const { admin, urls } = this.outputs;
    const password = () => this.#checkout.read(admin.credential.replace("file:", "")).trim();
    const url = urls[role] ?? this.#url(role, role === admin.user ? password() : "none");
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  }

  /** Runs statements as the server's superuser, whom the embedded server's administrator is. */
  async bySuperuser(sql: string): Promise<void> {
    const superuser = this.#superuser();
    const { admin, database } = this.outputs;
    if (superuser === undefined) await this.as(admin.user, (client) => client.query(sql));
    else await superuserScript(superuser, `${sql};`, { database });
  }

  async catalog(): Promise<Catalog> {
    const superuser = this.#superuser();
    if (superuser === undefined)
      return this.as(this.outputs.admin.user, async (client) => {
        await client.query(named);
        return readCatalog(client as CatalogReader);
      });
    return readCatalog({
      query: async <Row>(sql: string) => {
        const asked = `${named}; SELECT coalesce(json_agg(found), '[]') FROM (${sql}) AS found;`;
        const { database } = this.outputs;
        return { rows: JSON.parse(await superuserScript(superuser, asked, { database })) as Row[] };
      },
    });
  }

  /** Runs statements as the administrator, reads the catalog, and takes them back. */
  async catalogWith(sql: string, undo: string): Promise<Catalog> {
    const admin = this.outputs.admin.user;
    await this.as(admin, (client) => client.query(sql));
    try {
      return await this.catalog();
    } finally {
      await this.as(admin, (client) => client.query(undo));
    }
  }

  /** The embedded server's administrator is one itself. */
  #superuser(): SuperuserReference | undefined {
    if (this.kind === "embedded") return undefined;
    const remembered = JSON.parse(this.#checkout.read(".pgstack/stacks/dev/server.json"));
    if (this.kind === "docker") return `docker:${remembered.name}@${remembered.dockerHost}`;
    const started = lastStart(runFolder("dev", this.#checkout.folder));
    if (started === undefined) throw new Error("the native server was never started");
    return superuserOf(started.config);
  }

  #url(role: string, password: string): string {
    const { direct, database, tls, caFile } = this.outputs;
    const trust = caFile === undefined ? "" : `&sslrootcert=${this.#checkout.path(caFile)}`;
    const query = tls === "disable" ? "" : `?sslmode=${tls}${trust}`;
    return `postgresql://${role}:${password}@${direct.host}:${direct.port}/${database}${query}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#checkout[Symbol.asyncDispose]();
    rmSync(this.#data, { recursive: true, force: true });
  }
}

function testBin(kind: ServerKind): string {
  return kind === "native" ? testPostgres().bin : "";
}
