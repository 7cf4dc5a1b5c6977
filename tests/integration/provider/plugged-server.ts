import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PlugIn } from "../../provider/plug-in.ts";
import { type EmbeddedServer, embeddedServer } from "../embedded-server.ts";

/** Identity of the server in the provider's configuration, until a test moves it. */
export const identity = "1/1";

/** An embedded server with a schema `app`, and the plug-in connected to it. */
export interface PluggedServer {
  readonly server: EmbeddedServer;
  readonly plugIn: PlugIn;
  /** Configures a plug-in for the server. */
  readonly configure: (serverIdentity: string, plugIn?: PlugIn) => Promise<unknown>;
  readonly rows: (sql: string) => Promise<Record<string, unknown>[]>;
  readonly stop: () => Promise<void>;
}

/** Starts both, with roles `own` and `reader`, and 100 rows in `app.items`. */
export async function pluggedServer(): Promise<PluggedServer> {
  const server = await embeddedServer();
  const plugIn = await PlugIn.start();
  const folder = mkdtempSync(join(tmpdir(), "pgstack-credential-"));
  writeFileSync(join(folder, "password"), String(server.config.password), { mode: 0o600 });
  const configure = (serverIdentity: string, other = plugIn) => {
    const { host, port, database, user } = server.config;
    const place = { host, port: String(port), database, user, tls: "disable", maxConnections: "1" };
    return other.configure({ ...place, credential: `file:${join(folder, "password")}`, serverIdentity });
  };
  await configure(identity);
  await server.client.query(`
    CREATE ROLE own; CREATE ROLE reader; CREATE SCHEMA app AUTHORIZATION own;
    CREATE TABLE app.items (id bigint, name text, note text); ALTER TABLE app.items OWNER TO own;
    INSERT INTO app.items SELECT n, 'name ' || n % 10, 'x' FROM generate_series(1, 100) AS n`);
  return {
    server,
    plugIn,
    configure,
    rows: async (sql) => (await server.client.query(sql)).rows,
    stop: async () => {
      await plugIn[Symbol.asyncDispose]();
      await server.stop();
      rmSync(folder, { recursive: true });
    },
  };
}
