import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { hasPostgres, needsPostgres } from "../../native/test-postgres.ts";
import { type AccessServer, accessServer } from "./access-server.ts";

/** Two tenants of one application: each session says whose it is, and sees no rows but that tenant's. */
const tenant = "tenant = current_setting('app.tenant', true)";
const declared = {
  schema: "app",
  tables: [{ table: "notes" }],
  policies: [
    { table: "notes", name: "own rows", roles: ["app"], using: tenant },
    { table: "notes", name: "reports", command: "SELECT", roles: ["reader"], using: "NOT secret" },
    {
      table: "notes",
      name: "no empty text",
      roles: ["app"],
      permissive: false,
      using: "true",
      check: "text <> ''",
    },
  ],
};

describe.each(["embedded", "native"] as const)("row security on the %s server", (kind) => {
  let server: AccessServer;
  const sql = (text: string) => server.admin.query(text);
  const asTenant = async (name: string, statement: string) => {
    const client = await server.as("app");
    try {
      await client.query("SELECT set_config('app.tenant', $1, false)", [name]);
      return (await client.query(statement)).rows;
    } catch (error) {
      return (error as { code?: string }).code;
    } finally {
      await client.end();
    }
  };

  beforeAll(async () => {
    if (kind === "native" && !hasPostgres) return;
    server = await accessServer(kind);
    await sql(`SET ROLE own; CREATE TABLE app.notes (tenant text, text text, secret boolean DEFAULT false);
      INSERT INTO app.notes VALUES ('one', 'of one', false), ('two', 'of two', false), ('two', 'hidden', true);
      CREATE TABLE app.plain (a int); RESET ROLE;
      GRANT USAGE ON SCHEMA app TO app, reader;
      GRANT SELECT, INSERT, UPDATE, DELETE ON app.notes TO app, reader`);
  });
  beforeEach((context) => {
    if (kind === "native") needsPostgres(context);
  });
  afterAll(() => server?.[Symbol.asyncDispose]());

  it("shows all rows to whoever may read the table, as long as it is not there", async () => {
    expect(await asTenant("one", "SELECT count(*)::int AS n FROM app.notes")).toEqual([{ n: 3 }]);
  });

  it("shows a tenant its own rows, and lets it write no others", async () => {
    expect((await server.plugIn.check("RowSecurity", declared)).failures).toEqual([]);
    const { outputs } = await server.plugIn.create("RowSecurity", declared);
    expect(outputs).toMatchObject({ ...declared, differences: [] });
    expect(await asTenant("one", "SELECT text FROM app.notes")).toEqual([{ text: "of one" }]);
    expect(await asTenant("one", "SELECT text FROM app.notes WHERE tenant = 'two'")).toEqual([]);
    expect(
      await asTenant("one", "UPDATE app.notes SET text = 'mine' WHERE tenant = 'two' RETURNING text"),
    ).toEqual([]);
    expect(await asTenant("one", "DELETE FROM app.notes WHERE tenant = 'two' RETURNING text")).toEqual([]);
    expect(await asTenant("one", "INSERT INTO app.notes VALUES ('two', 'planted')")).toBe("42501");
    expect(await asTenant("one", "UPDATE app.notes SET tenant = 'two'")).toBe("42501");
    expect(await asTenant("one", "INSERT INTO app.notes VALUES ('one', '')")).toBe("42501");
    expect(await asTenant("", "SELECT text FROM app.notes")).toEqual([]);
    expect(await server.tries("reader", "SELECT text FROM app.notes ORDER BY 1")).toEqual([
      { text: "of one" },
      { text: "of two" },
    ]);
    // The owner's members, migrations among them, see all of it: it is not forced.
    expect(await server.tries("migrator", "SELECT count(*)::int AS n FROM app.notes")).toEqual([{ n: 3 }]);
  });

  it("is read again as it was made", async () => {
    const outputs = await server.plugIn.update("RowSecurity", "app", declared, declared);
    const read = await server.plugIn.read("RowSecurity", "app", outputs, declared);
    expect(read.outputs).toEqual(outputs);
    expect(
      await server.plugIn.diff("RowSecurity", { inputs: declared, outputs: read.outputs }, declared),
    ).toMatchObject({
      diffsList: [],
    });
  });

  it.each([
    ["switched off", "ALTER TABLE app.notes DISABLE ROW LEVEL SECURITY", ["notes: row security is off"]],
    [
      "switched on elsewhere",
      "ALTER TABLE app.plain ENABLE ROW LEVEL SECURITY",
      ["plain: row security is on"],
    ],
    [
      "forced",
      "ALTER TABLE app.notes FORCE ROW LEVEL SECURITY",
      ["notes: row security is forced on its owner"],
    ],
    ["a policy dropped", 'DROP POLICY "own rows" ON app.notes', ["notes: policy own rows is missing"]],
    [
      "a policy added",
      "CREATE POLICY mine ON app.notes USING (true)",
      ["notes: policy mine is not declared"],
    ],
    [
      "a policy's condition changed",
      'ALTER POLICY "own rows" ON app.notes USING (true)',
      ["notes: policy own rows has another condition"],
    ],
    [
      "a policy's roles changed",
      "ALTER POLICY reports ON app.notes TO PUBLIC",
      ["notes: policy reports is for PUBLIC"],
    ],
  ])("is seen and mended: %s", async (_what, change, words) => {
    const outputs = await server.plugIn.update("RowSecurity", "app", declared, declared);
    await sql(change);
    expect(await server.drift("RowSecurity", "app", outputs, declared)).toEqual({
      words,
      shown: ["differences"],
      after: [],
    });
    expect(await asTenant("one", "SELECT text FROM app.notes")).toEqual([{ text: "of one" }]);
  });

  it("changes one policy and leaves the others as they are", async () => {
    const outputs = await server.plugIn.update("RowSecurity", "app", declared, declared);
    const oids = async () =>
      (await sql("SELECT polname AS name, oid FROM pg_policy ORDER BY 1")).rows as {
        name: string;
        oid: number;
      }[];
    const before = await oids();
    const policies = declared.policies.map((policy) =>
      policy.name === "reports" ? { ...policy, using: "true" } : policy,
    );
    await server.plugIn.update("RowSecurity", "app", outputs, { ...declared, policies });
    const after = await oids();
    expect(
      after.filter(({ oid }) => before.some((each) => each.oid === oid)).map(({ name }) => name),
    ).toEqual(["no empty text", "own rows"]);
    expect(await server.tries("reader", "SELECT count(*)::int AS n FROM app.notes")).toEqual([{ n: 3 }]);
  });

  it("is imported as it is, and when it is deleted no row comes to light", async () => {
    await server.plugIn.update("RowSecurity", "app", { ...declared, policies: [] }, declared);
    const { inputs, outputs } = await server.plugIn.read("RowSecurity", "app");
    expect(inputs).toMatchObject({ schema: "app", tables: [{ table: "notes" }] });
    expect((inputs.policies as { name: string }[]).map(({ name }) => name)).toEqual([
      "no empty text",
      "own rows",
      "reports",
    ]);
    expect(outputs.differences).toEqual([]);
    await server.plugIn.delete("RowSecurity", "app", declared);
    expect(await asTenant("one", "SELECT text FROM app.notes")).toEqual([]);
  });

  it("says which table is not there", async () => {
    const inputs = { ...declared, tables: [{ table: "notes" }, { table: "gone" }] };
    await expect(server.plugIn.create("RowSecurity", inputs)).rejects.toThrow(
      "row security of schema app: there is no table gone to secure",
    );
  });
});
