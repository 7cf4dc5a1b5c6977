import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkAccess } from "../../../operations/access/check-access.ts";
import { fixAccess } from "../../../operations/access/fix-access.ts";
import { type EmbeddedServer, embeddedServer } from "../embedded-server.ts";
import { accessModel, makeObjects } from "./access-model.ts";
import { driftsOf } from "./drifts.ts";
import { foundKeys, proveDrift } from "./prove-drifts.ts";

let server: EmbeddedServer;
beforeAll(async () => {
  server = await embeddedServer();
  for (const sql of makeObjects) await server.client.query(sql);
});
afterAll(() => server.stop());

describe("access on the embedded server", () => {
  it("is made what is declared, from nothing but objects", async () => {
    const before = await foundKeys(server.client);
    expect(before).toContain("privilege/schema/shop/app/lacks/USAGE");
    const { refused, after } = await fixAccess(server.client, accessModel);
    expect({ refused, after }).toEqual({ refused: [], after: { findings: [], unseen: [] } });
  });

  it.for(driftsOf("test_db").filter(({ ofAnother }) => !ofAnother))(
    "finds and mends $what",
    async (drift) => {
      await proveDrift({ admin: server.client, superuser: server.client, adminIsSuperuser: true }, drift);
    },
  );

  it("sees who logs in without a password", async () => {
    await server.client.query("ALTER ROLE reader PASSWORD NULL");
    expect((await checkAccess(server.client, accessModel)).findings).toEqual([
      {
        key: "role/reader/password",
        severity: "high",
        where: "role reader",
        what: "logs in and has no password",
        expected: "a password",
        actual: "none",
        mender: "up",
        sql: [],
      },
    ]);
    await server.client.query("ALTER ROLE reader PASSWORD 'of-the-reader-1'");
  });

  it("undoes everything when a statement fails for another reason", async () => {
    await server.client.query("GRANT DELETE ON shop.orders TO reader; CREATE SCHEMA empty");
    const failing = Object.assign(Object.create(server.client), {
      query: (sql: string, values?: unknown[]) =>
        server.client.query(sql.startsWith("REVOKE DELETE") ? "SELECT 1 / 0" : sql, values),
    });
    await expect(fixAccess(failing, accessModel)).rejects.toMatchObject({ code: "22012" });
    expect(await foundKeys(server.client)).toEqual([
      "privilege/table/shop.orders/reader/has/DELETE",
      "schema/empty/undeclared",
    ]);
    await fixAccess(server.client, accessModel);
    expect(await foundKeys(server.client)).toEqual([]);
  });
});
