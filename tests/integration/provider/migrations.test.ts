import pb from "@pulumi/pulumi/proto/provider_pb.js";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { PlugIn } from "../../provider/plug-in.ts";
import { type MigrationsFolder, migrationsFolder } from "../../unit/migrate/migrations-folder.ts";
import { identity, type PluggedServer, pluggedServer } from "./plugged-server.ts";

const { DIFF_NONE, DIFF_SOME } = pb.DiffResponse.DiffChanges;

let plugged: PluggedServer;
let folder: MigrationsFolder;
beforeAll(async () => {
  plugged = await pluggedServer();
});
afterAll(() => plugged.stop());

beforeEach(async () => {
  folder = migrationsFolder("shop", {
    "0001_a.up.sql": "CREATE TABLE a (id integer);",
    "0001_a.down.sql": "DROP TABLE a;",
    "0002_b.up.sql": "CREATE TABLE b (id integer);",
    "0002_b.down.sql": "DROP TABLE b;",
  });
  await plugged.rows("DROP SCHEMA IF EXISTS shop CASCADE");
  await plugged.rows("DROP SCHEMA IF EXISTS pgstack CASCADE");
  await plugged.rows("CREATE SCHEMA shop AUTHORIZATION own");
});
afterEach(() => folder[Symbol.dispose]());

/** The resource as it is once it was made: its checked inputs, and its outputs. */
async function made() {
  const declared = { schema: "shop", owner: "own", folder: folder.path };
  const { inputs, failures } = await plugged.plugIn.check("Migrations", declared);
  expect(failures).toEqual([]);
  const { outputs } = await plugged.plugIn.create("Migrations", inputs);
  return { declared, inputs, outputs };
}

describe("a plain comparison of Migrations", () => {
  it("finds nothing where history and files agree", async () => {
    const { inputs, outputs } = await made();
    expect(await plugged.plugIn.diff("Migrations", { inputs, outputs }, inputs)).toMatchObject({
      changes: DIFF_NONE,
      diffsList: [],
    });
  });

  it.each([
    ["rolled back by hand", "DROP TABLE shop.b; DELETE FROM pgstack.migrations WHERE version = 2"],
    ["with a row that was deleted by hand", "DELETE FROM pgstack.migrations WHERE version = 1"],
    [
      "with one applied that is not among the files",
      `INSERT INTO pgstack.migrations (schema_name, version, name, up_checksum, down_checksum, down_sql, duration_ms)
       VALUES ('shop', 3, 'c', 'x', 'x', 'SELECT 1', 0)`,
    ],
  ])("reads the history, and finds what was %s", async (_what, sql) => {
    const { inputs, outputs } = await made();
    await plugged.rows(sql);
    expect(await plugged.plugIn.diff("Migrations", { inputs, outputs }, inputs)).toMatchObject({
      changes: DIFF_SOME,
      diffsList: ["files"],
      replacesList: [],
    });
  });

  it("is mended by an update", async () => {
    const { inputs, outputs } = await made();
    await plugged.rows("DROP TABLE shop.b; DELETE FROM pgstack.migrations WHERE version = 2");
    const updated = await plugged.plugIn.update("Migrations", "shop", outputs, inputs);
    expect(await plugged.rows("SELECT to_regclass('shop.b') IS NOT NULL AS there")).toEqual([
      { there: true },
    ]);
    expect(await plugged.plugIn.diff("Migrations", { inputs, outputs: updated }, inputs)).toMatchObject({
      changes: DIFF_NONE,
    });
  });

  it("refuses a file that was edited after the history, though the state does not know", async () => {
    const { declared, inputs } = await made();
    const before = (inputs.files as Record<string, string>)["0001_a"];
    folder.write({ "0001_a.up.sql": "CREATE TABLE a (id bigint);" });
    // Without old inputs, as for a stack whose state was lost: the history alone knows.
    const { failures } = await plugged.plugIn.check("Migrations", declared);
    expect(failures).toEqual([
      {
        property: "files",
        reason: expect.stringMatching(
          new RegExp(
            "^migrations: applied migrations differ from their files:\n" +
              `  - shop/0001_a\\.up\\.sql: applied with checksum ${before}, is [0-9a-f]{64} now\n`,
          ),
        ),
      },
    ]);
  });

  it("takes the state's word where the server does not answer", async () => {
    const { declared, inputs, outputs } = await made();
    await plugged.rows("DELETE FROM pgstack.migrations");
    await using other = await PlugIn.start();
    const place = { host: "127.0.0.1", port: "1", database: "x", user: "x", tls: "disable" };
    await other.configure({ ...place, credential: "file:/dev/null", serverIdentity: identity });
    expect(await other.check("Migrations", declared, inputs)).toEqual({ inputs, failures: [] });
    expect(await other.diff("Migrations", { inputs, outputs }, inputs)).toMatchObject({ changes: DIFF_NONE });
  });

  it("does not ask a server that the provider does not know yet", async () => {
    const { declared, inputs, outputs } = await made();
    await using other = await PlugIn.start();
    expect(await other.check("Migrations", declared, inputs)).toEqual({ inputs, failures: [] });
    expect(await other.diff("Migrations", { inputs, outputs }, inputs)).toMatchObject({ changes: DIFF_NONE });
  });
});
