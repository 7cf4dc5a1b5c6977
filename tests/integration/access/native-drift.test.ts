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
    expect(await foundKeys(admin)).toEqual([]);
  });
});
