import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type pg from "pg";
import type { TestContext } from "vitest";
import { superuserScript } from "../../../db/superuser/superuser-script.ts";
import { adminStatements } from "../../../sql/rds/admin-statements.ts";
import { inTransaction } from "../../../sql/rds/in-transaction.ts";
import { scramVerifier } from "../../../sql/role/scram-verifier.ts";
import { hasPostgres, needsPostgres, testPostgres } from "../../native/test-postgres.ts";
import { PlugIn } from "../../provider/plug-in.ts";
import { socketServer } from "../superuser/socket-server.ts";

export const password = "of-a-test-7d20";
/** The administrator, as RDS has one. */
export const boss = "mcp_admin";
export const database = "shop";
const identity = "1/1";

/** Whether this machine's PostgreSQL brings pg_cron; for `beforeAll`. */
export const hasCron: boolean = hasPostgres && testPostgres().extensions.includes("pg_cron");

/** Leaves a test out where it does not; for `beforeEach`. */
export function needsCron(context: Pick<TestContext, "skip">): void {
  needsPostgres(context);
  context.skip(!hasCron, "needs pg_cron, as tests/native/trixie-postgres.sh installs it");
}

/** A native server with pg_cron as the image has it, a database, and the plug-in connected to `postgres`. */
export interface CronServer extends AsyncDisposable {
  readonly plugIn: PlugIn;
  /** Lets the provider take the server for one with other data. */
  configure(serverIdentity: string): Promise<void>;
  /** The administrator, in `postgres`. */
  readonly admin: pg.Client;
  /** Connects as the administrator, or as somebody else. */
  connect(as?: pg.ClientConfig): Promise<pg.Client>;
  /** Runs statements in `postgres` as the true superuser. */
  superuser(sql: string): Promise<unknown>;
  rows(sql: string): Promise<Record<string, unknown>[]>;
}

const grants = new URL("../../../images/postgres/extensions/grants/pg_cron.sql", import.meta.url);

export async function cronServer(): Promise<CronServer> {
  const server = await socketServer([
    "shared_preload_libraries = 'pg_cron'",
    "cron.database_name = 'postgres'",
    "cron.use_background_workers = on",
    "max_worker_processes = 20",
  ]);
  await superuserScript(server.reference, inTransaction(adminStatements(boss, scramVerifier(password))));
  await superuserScript(server.reference, `CREATE EXTENSION pg_cron; ${readFileSync(grants, "utf8")}`);
  const connect = (as: pg.ClientConfig = {}) => server.connect({ user: boss, password, ...as });
  const admin = await connect();
  await admin.query(`CREATE DATABASE ${database}`);
  await admin.query(`CREATE ROLE worker LOGIN PASSWORD '${password}'; CREATE ROLE nobody_logs_in`);
  const plugIn = await PlugIn.start();
  const folder = mkdtempSync(join(tmpdir(), "pgstack-cron-"));
  const file = join(folder, "password");
  writeFileSync(file, password, { mode: 0o600 });
  const configure = async (serverIdentity: string) => {
    await plugIn.configure({
      host: "127.0.0.1",
      port: String(server.port),
      database: "postgres",
      user: boss,
      credential: `file:${file}`,
      tls: "disable",
      serverIdentity,
    });
  };
  await configure(identity);
  return {
    plugIn,
    configure,
    admin,
    connect,
    superuser: (sql) => superuserScript(server.reference, sql),
    rows: async (sql) => (await admin.query(sql)).rows,
    async [Symbol.asyncDispose]() {
      await plugIn[Symbol.asyncDispose]();
      await admin.end();
      await server.remove();
      rmSync(folder, { recursive: true });
    },
  };
}
