import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { unknown } from "../../provider/unknown.ts";
import { PlugIn } from "./plug-in.ts";

let plugIn: PlugIn;
beforeAll(async () => {
  plugIn = await PlugIn.start();
});
afterAll(() => plugIn[Symbol.asyncDispose]());

const index = { schema: "commerce", name: "a_idx", table: "a", keys: [{ column: "b" }] };

describe("check", () => {
  it("reports every mistake at once", async () => {
    const { failures } = await plugIn.check("Index", { schema: "commerce", nam: "x", keys: "b" });
    expect(failures.map((failure) => failure.property)).toEqual(["name", "table", "keys", "nam"]);
  });

  it("leaves unknown values alone", async () => {
    const inputs = { ...index, schema: unknown };
    expect(await plugIn.check("Index", inputs)).toEqual({ inputs, failures: [] });
  });

  it("unwraps secrets", async () => {
    const secret = {
      "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
      value: "commerce",
    };
    const { inputs } = await plugIn.check("Schema", { name: secret, owner: "o" });
    expect(inputs).toEqual({ name: "commerce", owner: "o", comment: "" });
  });

  it("fills defaults in", async () => {
    const { inputs } = await plugIn.check("Role", { name: "r", memberOf: ["b", "a"] });
    expect(inputs).toEqual({
      name: "r",
      login: false,
      comment: "",
      memberOf: ["a", "b"],
      connectionLimit: -1,
      passwordVersion: 1,
    });
  });

  it.each([
    [
      { ...index, method: "oracle" },
      'method "oracle" is none of btree, hash, gin, gist, spgist, brin, hnsw, ivfflat',
    ],
    [{ ...index, method: "hnsw", with: { m: 1 } }, "with m must be 2 to 100, not 1"],
    [
      { ...index, method: "hnsw", with: { m: 40 } },
      "with ef_construction must be at least twice m, not 64 for m 40",
    ],
    [{ ...index, method: "gin", unique: true }, "unique an index of method gin cannot be unique"],
    [{ ...index, keys: [{}] }, "keys[0] has either a column or an expression"],
    [{ ...index, keys: [] }, "keys is empty"],
    [
      { ...index, name: "x".repeat(64) },
      `name "${"x".repeat(64)}" has 64 bytes; PostgreSQL cuts names after 63`,
    ],
  ])("refuses an index that PostgreSQL would: %o", async (inputs, message) => {
    const { failures } = await plugIn.check("Index", inputs);
    expect(failures.map(({ property, reason }) => `${property} ${reason}`)).toEqual([message]);
  });

  it("refuses privileges that PostgreSQL does not have", async () => {
    const grants = [{ role: "a", tables: ["SELECT", "READ"] }, { role: "a", tabels: [] }, {}];
    const { failures } = await plugIn.check("Privileges", { schema: "s", owner: "o", grants });
    expect(failures).toEqual([
      {
        property: "grants[0]",
        reason:
          'tables cannot have "READ"; there are SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER, MAINTAIN',
      },
      { property: "grants[1]", reason: "names a a second time; one grant holds all of a role" },
      { property: "grants[1]", reason: '"tabels" is none of schema, tables, sequences, functions' },
      { property: "grants[2]", reason: "has no role" },
    ]);
  });

  it("refuses to move an embedded server off its data", async () => {
    const server = {
      stack: "dev",
      port: 25000,
      dataFolder: "data",
      database: "a",
      adminUser: "m",
      memory: 1,
    };
    const { failures } = await plugIn.check("EmbeddedServer", { ...server, database: "b" }, server);
    expect(failures.map(({ property }) => property)).toEqual(["database"]);
    expect(failures[0]?.reason).toContain('cannot change from "a" to "b" while the server holds data');
  });
});
