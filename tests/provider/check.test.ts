import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { unknown } from "../../provider/unknown.ts";
import { PlugIn } from "./plug-in.ts";

let plugIn: PlugIn;
beforeAll(async () => {
  plugIn = await PlugIn.start();
});
afterAll(() => plugIn[Symbol.asyncDispose]());

const index = { schema: "commerce", name: "a_idx", table: "a", keys: [{ column: "b" }] };

const hnsw = { ...index, method: "hnsw", keys: [{ column: "b", opclass: "vector_cosine_ops" }] };

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
    [{ ...hnsw, with: { m: 1 } }, "with m must be 2 to 100, not 1"],
    [{ ...hnsw, with: { m: 40 } }, "with ef_construction must be at least twice m, not 64 for m 40"],
    [
      { ...index, method: "gin", unique: true },
      "unique an index of method gin cannot be unique; only btree can",
    ],
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

  it.each([
    [
      { masks: [{ table: "t", columns: ["c"], hiddenFrom: ["b"] }] },
      "masks[0] hides from b what it cannot read anyway: it has no grant of SELECT on tables",
    ],
    [
      { masks: [{ table: "t", columns: ["c"], hiddenFrom: ["o"] }] },
      "masks[0] cannot hide anything from o, which owns what it makes",
    ],
    [{ masks: [{ table: "t", columns: [], hiddenFrom: ["a"] }] }, "masks[0] has no columns"],
    [
      { masks: [{ table: "t", column: "c", columns: ["c"], hiddenFrom: ["a"] }] },
      'masks[0] "column" is none of table, columns, hiddenFrom',
    ],
    [{ grants: [{ role: "o" }] }, "grants[0] names o, which owns the schema and needs no privilege in it"],
  ])("refuses privileges that would do nothing: %o", async (changes, message) => {
    const grants = [{ role: "a", tables: ["SELECT"] }, { role: "b" }];
    const { failures } = await plugIn.check("Privileges", { schema: "s", owner: "o", grants, ...changes });
    expect(failures.map(({ property, reason }) => `${property} ${reason}`)).toEqual([message]);
  });

  it.each([
    [{ table: "u" }, "is on u, which has no row security: add it to rowSecurity"],
    [{ command: "INSERT" }, "has using, but an INSERT sees no rows: use check"],
    [{ command: "DELETE", check: "true" }, "has check, but a DELETE writes no rows: use using"],
    [{ command: "TRUNCATE" }, 'command "TRUNCATE" is none of ALL, SELECT, INSERT, UPDATE, DELETE'],
    [{ roles: [] }, "is for nobody: roles is empty"],
    [{ roles: ["public"] }, "names PUBLIC, which is no role: leave roles out for every role"],
    [{ using: undefined }, "has no condition: give it using or check"],
    [{ usnig: "true" }, '"usnig" is none of table, name, command, roles, using, check, permissive'],
  ])("refuses a policy that PostgreSQL would, or that protects nothing: %o", async (changes, message) => {
    const { using, ...policy } = { table: "t", name: "p", using: "true" as string | undefined, ...changes };
    const policies = [{ ...policy, ...(using !== undefined && { using }) }];
    const { failures } = await plugIn.check("RowSecurity", {
      schema: "s",
      tables: [{ table: "t" }],
      policies,
    });
    expect(failures).toEqual([{ property: "policies[0]", reason: message }]);
  });

  it("refuses settings that no role has, and PUBLIC where roles are meant", async () => {
    const settings = { role: "r", settings: { max_connections: 3, work_mem: "4MB" } };
    expect((await plugIn.check("RoleSettings", settings)).failures).toEqual([
      {
        property: "settings",
        reason: "max_connections is of the whole server and no role's: set it in the server's configuration",
      },
    ]);
    expect((await plugIn.check("DatabasePrivileges", { connect: ["a", "PUBLIC"] })).failures).toEqual([
      { property: "connect", reason: "names PUBLIC, which is no role: name the roles" },
    ]);
  });

  it("leaves what is unknown in the access resources to the server", async () => {
    const settings = { role: "r", settings: { "hnsw.ef_search": unknown } };
    expect((await plugIn.check("RoleSettings", settings)).failures).toEqual([]);
    const privileges = { schema: "s", owner: "o", grants: [], creators: [unknown], masks: unknown };
    expect((await plugIn.check("Privileges", privileges)).failures).toEqual([]);
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
