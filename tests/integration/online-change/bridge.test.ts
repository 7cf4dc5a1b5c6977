import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  type Bridge,
  bridgeFunction,
  bridgeTrigger,
  equalConstraint,
} from "../../../sql/online-change/bridge.ts";
import { type EmbeddedServer, embeddedServer } from "../embedded-server.ts";

const bridge: Bridge = { table: "t", stem: "t_fresh", original: "old", copy: "fresh" };
let server: EmbeddedServer;

beforeAll(async () => {
  server = await embeddedServer();
});
afterAll(() => server.stop());

/** Makes the table with a column of this type, under both names. */
async function table(type: string): Promise<void> {
  await server.client.query(`DROP TABLE IF EXISTS t; DROP FUNCTION IF EXISTS t_fresh_bridge();
    CREATE TABLE t (id integer PRIMARY KEY, old ${type}, fresh ${type.replace(/ (DEFAULT|NOT NULL).*/, "")});
    ${bridgeFunction(bridge)} ${bridgeTrigger(bridge)} ${equalConstraint(bridge)}`);
}

async function rowsAfter(...statements: string[]): Promise<unknown[]> {
  for (const statement of statements) await server.client.query(statement);
  const { rows } = await server.client.query("SELECT old::text, fresh::text FROM t ORDER BY id");
  return rows.map(({ old, fresh }) => [old, fresh]);
}

describe("two columns kept equal", () => {
  beforeEach(() => table("text NOT NULL DEFAULT 'none'"));

  it.each([
    [["INSERT INTO t (id, old) VALUES (1, 'a')"], "a"],
    [["INSERT INTO t (id, fresh) VALUES (1, 'a')"], "a"],
    [["INSERT INTO t (id) VALUES (1)"], "none"],
    [["INSERT INTO t (id, old, fresh) VALUES (1, 'a', 'b')"], "b"],
    [["INSERT INTO t (id, old) VALUES (1, 'a')", "UPDATE t SET fresh = 'b'"], "b"],
    [["INSERT INTO t (id, old) VALUES (1, 'a')", "UPDATE t SET old = 'b'"], "b"],
    [["INSERT INTO t (id, old) VALUES (1, 'a')", "UPDATE t SET old = 'b', fresh = 'c'"], "c"],
    [["INSERT INTO t (id, old) VALUES (1, 'a')", "UPDATE t SET old = DEFAULT"], "none"],
    [["INSERT INTO t (id, old) VALUES (1, 'a')", "UPDATE t SET id = 2"], "a"],
    [
      [
        "INSERT INTO t (id, old) VALUES (1, 'a')",
        "INSERT INTO t (id, fresh) VALUES (1, 'b') ON CONFLICT (id) DO UPDATE SET old = EXCLUDED.old",
      ],
      "b",
    ],
    [
      [
        "INSERT INTO t (id, old) VALUES (1, 'a')",
        "MERGE INTO t USING (VALUES (1)) v (id) ON t.id = v.id WHEN MATCHED THEN UPDATE SET fresh = 'b'",
      ],
      "b",
    ],
  ])("%j", async (statements, value) => {
    expect(await rowsAfter(...statements)).toEqual([[value, value]]);
  });

  it("refuse null by either name, where the original does", async () => {
    await rowsAfter("INSERT INTO t (id, old) VALUES (1, 'a')");
    await expect(rowsAfter("UPDATE t SET fresh = NULL")).rejects.toThrow('null value in column "old"');
    await expect(rowsAfter("UPDATE t SET old = NULL")).rejects.toThrow('null value in column "old"');
  });
});

describe("two columns of any type kept equal", () => {
  it.each([
    ["numeric", "1.0", "1.00"],
    ["json", '{"a": 1}', '{"a":1}'],
    ["xml", "<a/>", "<b/>"],
    ["point", "(1,2)", "(2,3)"],
    ["text[]", "{a,b}", "{a,c}"],
    ["int4range", "[1,2)", "[1,3)"],
    ["bytea", "\\x00", "\\x01"],
  ])("%s", async (type, first, second) => {
    await table(type);
    expect(await rowsAfter(`INSERT INTO t (id, old) VALUES (1, '${first}')`)).toEqual([[first, first]]);
    expect(await rowsAfter(`UPDATE t SET fresh = '${second}'`)).toEqual([[second, second]]);
    expect(await rowsAfter(`UPDATE t SET old = '${first}'`)).toEqual([[first, first]]);
    expect(await rowsAfter("UPDATE t SET fresh = NULL")).toEqual([[null, null]]);
    expect(await rowsAfter("UPDATE t SET id = 3")).toEqual([[null, null]]);
  });
});
