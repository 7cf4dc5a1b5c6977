import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { superuserScript } from "../../../db/superuser/superuser-script.ts";
import { adminStatements } from "../../../sql/rds/admin-statements.ts";
import { inTransaction } from "../../../sql/rds/in-transaction.ts";
import { scramVerifier } from "../../../sql/role/scram-verifier.ts";
import { hasPostgres, needsPostgres } from "../../native/test-postgres.ts";
import { PlugIn } from "../../provider/plug-in.ts";
import { type SocketServer, socketServer } from "./socket-server.ts";

const inputs = { passwords: { app: "of-the-app-91f2", reader: "of-the-reader-77e0" } };
const outputs = { ...inputs, refused: [], server: "1/1" };

let server: SocketServer;
let plugIn: PlugIn;

beforeEach(needsPostgres);
beforeAll(async () => {
  if (!hasPostgres) return;
  [server, plugIn] = await Promise.all([socketServer(), PlugIn.start()]);
  const file = join(server.folder, "password");
  writeFileSync(file, "of-the-boss-0c51\n", { mode: 0o600 });
  await script(inTransaction(adminStatements("boss", scramVerifier("of-the-boss-0c51"))));
  await script("SET SESSION AUTHORIZATION boss; CREATE ROLE app LOGIN; CREATE ROLE reader LOGIN");
  const place = { host: "127.0.0.1", port: String(server.port), database: "postgres", user: "boss" };
  await plugIn.configure({
    ...place,
    credential: `file:${file}`,
    tls: "disable",
    maxConnections: "2",
    serverIdentity: "1/1",
  });
});
afterAll(async () => {
  await plugIn?.[Symbol.asyncDispose]();
  await server?.remove();
});

const script = (sql: string) => superuserScript(server.reference, sql);
const refused = async () =>
  (await plugIn.read("RolePasswords", "passwords", outputs, inputs)).outputs.refused;
const logIn = async () => {
  for (const [user, password] of Object.entries(inputs.passwords))
    await (await server.connect({ user, password })).end();
};

describe("RolePasswords", () => {
  it("sets them, and is no change after", async () => {
    expect(await plugIn.create("RolePasswords", inputs)).toEqual({ id: "passwords", outputs });
    await logIn();
    expect(await refused()).toEqual([]);
    expect((await plugIn.diff("RolePasswords", { inputs, outputs }, inputs)).diffsList).toEqual([]);
  });

  it("finds one that was changed by hand in a refresh, and sets it again", async () => {
    await script("ALTER ROLE app PASSWORD 'by hand'");
    const read = await plugIn.read("RolePasswords", "passwords", outputs, inputs);
    expect(read.outputs.refused).toEqual(["app"]);
    expect((await plugIn.diff("RolePasswords", { inputs, outputs: read.outputs }, inputs)).diffsList).toEqual(
      ["refused"],
    );
    expect(await plugIn.update("RolePasswords", "passwords", read.outputs, inputs)).toEqual(outputs);
    await logIn();
  });

  it("does not take another reason for a wrong password", async () => {
    await script("ALTER ROLE app CONNECTION LIMIT 0; ALTER ROLE reader NOLOGIN");
    expect(await refused()).toEqual([]);
    await script("ALTER ROLE app CONNECTION LIMIT -1; ALTER ROLE reader LOGIN");
  });

  it("leaves them when it goes", async () => {
    await plugIn.delete("RolePasswords", "passwords", outputs);
    await logIn();
  });
});
