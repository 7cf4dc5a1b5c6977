import type pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { fixAccess } from "../../../operations/access/fix-access.ts";
import { hasPostgres, needsPostgres } from "../../native/test-postgres.ts";
import { accessModel } from "./access-model.ts";
import { type AdminServer, adminServer, database } from "./admin-server.ts";
import { driftsOf } from "./drifts.ts";
import { foundKeys, proveDrift } from "./prove-drifts.ts";

let server: AdminServer;
let admin: pg.Client;
let superuser: pg.Client;
beforeEach(needsPostgres);
beforeAll(async () => {
  if (!hasPostgres) return;
  server = await adminServer();
  ({ admin, superuser } = server);
});
afterAll(() => server?.remove());

describe("access on a native server, as an administrator without superuser rights", () => {
  it("is made what is declared, and what cannot be seen is said", async () => {
    const { refused, after } = await fixAccess(admin, accessModel);
    expect(refused).toEqual([]);
    expect(after).toEqual({
      findings: [],
      unseen: [
        "which roles log in without a password: mcp_admin may not read pg_authid (a superuser may; the server asks every role for one)",
      ],
    });
  });

  it.for(driftsOf(database))("finds and mends $what", async (drift) => {
    await proveDrift({ admin, superuser, adminIsSuperuser: false }, drift);
  });

  it("says what the server left as it was with no more than a warning", async () => {
    await superuser.query("CREATE TABLE shop.theirs (id int); GRANT ALL ON shop.theirs TO mcp_admin, reader");
    const { done, refused } = await fixAccess(admin, accessModel);
    await superuser.query("DROP TABLE shop.theirs");
    expect(done).toEqual([]);
    expect(refused.map(({ sql, reason }) => [sql, reason])).toEqual([
      ['ALTER TABLE "shop"."theirs" OWNER TO "own"', "must be owner of table theirs"],
      [
        'REVOKE DELETE, INSERT, MAINTAIN, REFERENCES, SELECT, TRIGGER, TRUNCATE, UPDATE ON TABLE "shop"."theirs" FROM "mcp_admin" CASCADE',
        "it changed nothing",
      ],
      [
        'REVOKE DELETE, INSERT, MAINTAIN, REFERENCES, TRIGGER, TRUNCATE, UPDATE ON TABLE "shop"."theirs" FROM "reader" CASCADE',
        "it changed nothing",
      ],
      ['GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE "shop"."theirs" TO "app"', "it changed nothing"],
    ]);
    expect(await foundKeys(admin)).toEqual([]);
  });

  it("waits for who is in the way, and is done when they are gone", async () => {
    await admin.query("ALTER TABLE shop.orders DISABLE ROW LEVEL SECURITY");
    await superuser.query("BEGIN; LOCK TABLE shop.orders IN ROW EXCLUSIVE MODE");
    const waits = `SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND usename = 'mcp_admin'`;
    const fixed = fixAccess(admin, accessModel);
    await expect.poll(async () => (await superuser.query(waits)).rows.length, { timeout: 20_000 }).toBe(1);
    await superuser.query("COMMIT");
    expect((await fixed).after.findings).toEqual([]);
  });

  it("does nothing twice when two repair at once", async () => {
    const other = await server.connect({ ...server.adminLogin, database });
    await admin.query("GRANT DELETE ON shop.orders TO reader; ALTER ROLE app CREATEDB");
    const both = await Promise.all([fixAccess(admin, accessModel), fixAccess(other, accessModel)]);
    await other.end();
    expect(both.map(({ after }) => after.findings)).toEqual([[], []]);
    expect(both.map(({ done }) => done.length).sort()).toEqual([0, 2]);
  });
});
