import pg from "pg";
import { expect } from "vitest";
import type { SuperuserReference } from "../../../db/superuser/superuser-reference.ts";
import { superuserScript } from "../../../db/superuser/superuser-script.ts";
import { adminStatements } from "../../../sql/rds/admin-statements.ts";
import { inTransaction } from "../../../sql/rds/in-transaction.ts";
import { scramVerifier } from "../../../sql/role/scram-verifier.ts";
import type { Statement } from "./statement.ts";

export const admin = { user: "mcp_admin", password: "of-the-administrator-8c11" };
const stranger = { user: "stranger", password: "of-the-stranger-1c90" };

/** A server to try rights on. */
export interface RightsServer {
  readonly reference: SuperuserReference;
  connect(as: pg.ClientConfig): Promise<pg.Client>;
}

/** Makes the administrator, and what its statements are about. */
export async function prepare({ reference }: RightsServer): Promise<void> {
  await superuserScript(reference, inTransaction(adminStatements(admin.user, scramVerifier(admin.password))));
  await superuserScript(reference, `CREATE ROLE stranger LOGIN PASSWORD '${stranger.password}'`);
  await superuserScript(reference, "CREATE DATABASE theirs");
}

/** Runs one, beside a session of somebody else's. */
export async function outcomeOf(
  server: RightsServer,
  { sql, database = "postgres" }: Statement,
): Promise<{ outcome: string; rows: unknown[] }> {
  const [other, client] = await Promise.all([
    server.connect(stranger),
    server.connect({ ...admin, database }),
  ]);
  try {
    if (sql.includes("usename = 'rdsadmin'")) await superuserSession(server, client);
    await other.query("SELECT 'of the stranger'");
    const answer: pg.QueryResult | pg.QueryResult[] = await client.query(sql);
    return { outcome: "ok", rows: [answer].flat().at(-1)?.rows ?? [] };
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    return { outcome: String(error.code), rows: [] };
  } finally {
    await client.query("SELECT 1").catch(() => undefined);
    await Promise.all([client.end(), other.end().catch(() => undefined)]);
  }
}

/** One that lasts as long as the server. */
async function superuserSession({ reference }: RightsServer, client: pg.Client): Promise<void> {
  superuserScript(reference, "SELECT pg_sleep(3600)", { timeout: 5_000 }).catch(() => undefined);
  const query = "SELECT FROM pg_stat_activity WHERE usename = 'rdsadmin' AND query LIKE '%pg_sleep%'";
  await expect.poll(async () => (await client.query(query)).rows.length, { timeout: 20_000 }).toBe(1);
}
