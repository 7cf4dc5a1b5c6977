import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type pg from "pg";
import type { ConnectionTarget } from "../../../db/connection-target.ts";
import { ConnectionPool } from "../../../db/pool.ts";
import { superuserScript } from "../../../db/superuser/superuser-script.ts";
import { IndexBuilds, type IndexBuildsOptions, type Told } from "../../../operations/index/index-builds.ts";
import { adminStatements } from "../../../sql/rds/admin-statements.ts";
import { inTransaction } from "../../../sql/rds/in-transaction.ts";
import { scramVerifier } from "../../../sql/role/scram-verifier.ts";
import { PlugIn } from "../../provider/plug-in.ts";
import { socketServer } from "../superuser/socket-server.ts";

const password = "of-the-boss-77d0";
const database = "shop";

/** Builds of a test in this process, and all they said. */
export interface TestBuilds extends AsyncDisposable {
  readonly builds: IndexBuilds;
  readonly told: Told;
  readonly reports: string[];
  readonly notes: string[];
  /** As Ctrl-C does. */
  cancel(): void;
}

/** A server of one test file with pgvector and an administrator `boss`, in whose schema `app` indexes are built. */
export interface IndexServer extends AsyncDisposable {
  /** Connected as the administrator. */
  readonly admin: pg.Client;
  readonly connection: ConnectionTarget;
  /** Opens another connection of the administrator's, called `application`; the caller ends it. */
  connect(application?: string): Promise<pg.Client>;
  /** Logs in as another role; the caller ends it. */
  connectAs(user: string, password: string): Promise<pg.Client>;
  /** Rows of a statement of the administrator's. */
  rows(sql: string): Promise<Record<string, unknown>[]>;
  /** Runs statements as the true superuser. */
  superuser(sql: string): Promise<void>;
  /** Starts a plug-in that is connected to it. */
  plugIn(): Promise<PlugIn>;
  testBuilds(options?: Partial<IndexBuildsOptions>): TestBuilds;
  /** Indexes of schema app with a line each: `items_name_idx valid`. */
  indexes(): Promise<string[]>;
  /** All that the server logged. */
  log(): string;
}

/** @param settings lines of postgresql.conf */
export async function indexServer(settings: readonly string[] = []): Promise<IndexServer> {
  const server = await socketServer(settings);
  await superuserScript(server.reference, inTransaction(adminStatements("boss", scramVerifier(password))));
  const as = { user: "boss", password };
  const first = await server.connect(as);
  await first.query(`CREATE DATABASE ${database}`);
  await first.end();
  const superuser = async (sql: string) => void (await superuserScript(server.reference, sql, { database }));
  await superuser("CREATE EXTENSION vector SCHEMA public;");
  const connect = (application = "a test") =>
    server.connect({ ...as, database, application_name: application });
  const admin = await connect();
  await admin.query("CREATE SCHEMA app");
  const file = join(server.folder, "password");
  writeFileSync(file, password, { mode: 0o600 });
  const connection: ConnectionTarget = {
    host: "127.0.0.1",
    port: server.port,
    database,
    user: "boss",
    credential: `file:${file}`,
    tls: "disable",
  };
  const rows = async (sql: string) => (await admin.query(sql)).rows as Record<string, unknown>[];

  return {
    admin,
    connection,
    connect,
    connectAs: (user, password) => server.connect({ user, password, database }),
    rows,
    superuser,
    async plugIn() {
      const plugIn = await PlugIn.start();
      const { host, port, user } = connection;
      const place = { host, port: String(port), database, user, credential: `file:${file}`, tls: "disable" };
      await plugIn.configure({ ...place, maxConnections: "4", indexBuilds: "2", serverIdentity: "1/1" });
      return plugIn;
    },
    testBuilds: (options) => testBuilds(connection, options),
    async indexes() {
      const found =
        await rows(`SELECT c.relname || CASE WHEN i.indisvalid THEN ' valid' ELSE ' INVALID' END AS line
        FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
        WHERE c.relnamespace = 'app'::regnamespace ORDER BY 1`);
      return found.map(({ line }) => String(line));
    },
    log: server.log,
    async [Symbol.asyncDispose]() {
      await admin.end();
      await server.remove();
    },
  };
}

/** Pauses are short, and of a wait a line is said that stays soon. */
function testBuilds(connection: ConnectionTarget, options: Partial<IndexBuildsOptions> = {}): TestBuilds {
  const pool = new ConnectionPool(connection, 4, "pgstack index");
  const builds = new IndexBuilds({ pool, connection, firstPauseMs: 20, noteAfterMs: 200, ...options });
  const [reports, notes] = [[] as string[], [] as string[]];
  const stop = new AbortController();
  const told = {
    signal: stop.signal,
    report: (message: string) => void reports.push(message),
    note: (message: string) => void notes.push(message),
  };
  return {
    builds,
    told,
    reports,
    notes,
    cancel: () => stop.abort(new DOMException("cancelled", "AbortError")),
    [Symbol.asyncDispose]: () => pool.close(),
  };
}

/** A statement that fills a table with vectors. */
export function vectors(table: string, count: number, dimensions: number): string {
  return `CREATE TABLE ${table} (id bigint, v vector(${dimensions}));
    INSERT INTO ${table} SELECT n, (SELECT array_agg(random()) FROM generate_series(1, ${dimensions}) WHERE n > 0)::vector
    FROM generate_series(1, ${count}) AS n`;
}
