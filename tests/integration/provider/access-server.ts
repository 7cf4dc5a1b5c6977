import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { superuserScript } from "../../../db/superuser/superuser-script.ts";
import type { Properties } from "../../../provider/properties.ts";
import { adminStatements } from "../../../sql/rds/admin-statements.ts";
import { inTransaction } from "../../../sql/rds/in-transaction.ts";
import { scramVerifier } from "../../../sql/role/scram-verifier.ts";
import { PlugIn } from "../../provider/plug-in.ts";
import { embeddedServer } from "../embedded-server.ts";
import { socketServer } from "../superuser/socket-server.ts";

/** Of every role that a test logs in as. */
export const password = "of-a-test-41c7";
const database = "shop";
const identity = "1/1";

/**
 * A server with roles and a schema `app`, and the plug-in connected to it as its administrator: on the embedded server a
 * superuser, on the native one what RDS gives.
 */
export interface AccessServer extends AsyncDisposable {
  readonly plugIn: PlugIn;
  readonly admin: pg.Client;
  readonly database: string;
  /** Name of the administrator. */
  readonly boss: string;
  /** Configuration of `@pulumi/postgresql`, to connect as the administrator. */
  forProvider(): Properties;
  /** Logs in as a role; the caller ends the connection. */
  as(role: string): Promise<pg.Client>;
  /**
   * Runs a statement logged in as a role: its rows, or the SQLSTATE it is refused with.
   * @param of several statements, the `last` one's rows
   */
  tries(role: string, sql: string, of?: "last"): Promise<unknown>;
  /** Checks a resource and creates it. */
  make(type: string, inputs: Properties): Promise<void>;
  /** Runs statements as the true superuser. */
  superuser(sql: string): Promise<void>;
  /** What the resource says differs, in words, and nothing once an update has mended it. */
  drift(
    type: string,
    id: string,
    outputs: Properties,
    inputs: Properties,
  ): Promise<Readonly<Record<"words" | "shown" | "after", unknown>>>;
}

const roles = `
  CREATE ROLE own;
  CREATE ROLE migrator LOGIN PASSWORD '${password}' IN ROLE own;
  CREATE ROLE app LOGIN PASSWORD '${password}';
  CREATE ROLE reader LOGIN PASSWORD '${password}';
  CREATE ROLE outsider LOGIN PASSWORD '${password}';
  CREATE SCHEMA app AUTHORIZATION own;
  CREATE TABLE app.people (id bigint, email text, country text);
  ALTER TABLE app.people OWNER TO own;
  INSERT INTO app.people SELECT n, 'p' || n || '@example.com', 'NL' FROM generate_series(1, 10) AS n`;

export async function accessServer(kind: "embedded" | "native"): Promise<AccessServer> {
  const { config, superuser, stop } = await (kind === "embedded" ? embedded() : native());
  const plugIn = await PlugIn.start();
  const folder = mkdtempSync(join(tmpdir(), "pgstack-access-"));
  writeFileSync(join(folder, "password"), String(config.password), { mode: 0o600 });
  const { host, port, user } = config;
  await plugIn.configure({
    host: String(host),
    port: String(port),
    database: String(config.database),
    user: String(user),
    credential: `file:${join(folder, "password")}`,
    tls: "disable",
    maxConnections: kind === "embedded" ? "1" : "4",
    serverIdentity: identity,
  });
  const connect = async (as: pg.ClientConfig) => {
    const client = new pg.Client({ ...config, ...as });
    client.on("error", () => undefined);
    await client.connect();
    return client;
  };
  const admin = await connect({});
  await admin.query(roles);
  const as = (role: string) => connect({ user: role, password });
  return {
    plugIn,
    admin,
    database: String(config.database),
    boss: String(user),
    forProvider: () => ({
      host: String(host),
      port: Number(port),
      database: String(config.database),
      username: String(user),
      password: String(config.password),
      sslmode: "disable",
      superuser: false,
      // As components/database/objects-by-provider.ts has it.
      maxConnections: 2,
    }),
    as,
    superuser,
    async make(type, given) {
      const { inputs, failures } = await plugIn.check(type, given);
      if (failures.length > 0) throw new Error(failures.map(({ reason }) => reason).join("; "));
      await plugIn.create(type, inputs);
    },
    async tries(role, sql, of) {
      const client = await as(role).catch((error: { code?: string }) => error.code);
      if (client === undefined || typeof client === "string") return client;
      try {
        const result = await client.query(sql);
        return of === undefined ? result.rows : ((result as unknown as pg.QueryResult[]).at(-1)?.rows ?? []);
      } catch (error) {
        return (error as { code?: string }).code;
      } finally {
        await client.end();
      }
    },
    async drift(type, id, outputs, inputs) {
      const read = await plugIn.read(type, id, outputs, inputs);
      const diff = await plugIn.diff(type, { inputs: read.inputs, outputs: read.outputs }, inputs);
      const mended = await plugIn.update(type, id, read.outputs, inputs);
      const after = await plugIn.read(type, id, mended, inputs);
      return { words: read.outputs.differences, shown: diff.diffsList, after: after.outputs.differences };
    },
    async [Symbol.asyncDispose]() {
      await plugIn[Symbol.asyncDispose]();
      await admin.end();
      await stop();
      rmSync(folder, { recursive: true });
    },
  };
}

interface Started {
  readonly config: pg.ClientConfig;
  readonly superuser: (sql: string) => Promise<void>;
  readonly stop: () => Promise<void>;
}

async function embedded(): Promise<Started> {
  const server = await embeddedServer();
  await server.client.query("CREATE EXTENSION vector");
  const superuser = async (sql: string) => void (await server.client.query(sql));
  return { config: server.config, superuser, stop: () => server.stop() };
}

async function native(): Promise<Started> {
  const server = await socketServer();
  const user = "boss";
  await superuserScript(server.reference, inTransaction(adminStatements(user, scramVerifier(password))));
  const config = { host: "127.0.0.1", port: server.port, user, password };
  const first = await server.connect(config);
  await first.query(`CREATE DATABASE ${database}`);
  await first.end();
  const superuser = async (sql: string) => void (await superuserScript(server.reference, sql, { database }));
  await superuser("CREATE EXTENSION vector SCHEMA public;");
  return { config: { ...config, database }, superuser, stop: () => server.remove() };
}
