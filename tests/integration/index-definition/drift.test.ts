import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { IndexDefinition } from "../../../model/index-definition.ts";
import { type IndexServer, indexServer, kinds, type Made } from "./index-server.ts";

const index: IndexDefinition = {
  name: "people_name_idx",
  table: "notes",
  keys: [{ column: "name" }, { expression: "lower(text)", opclass: "text_pattern_ops" }],
  include: ["id"],
  where: "id > 1",
  with: { fillfactor: 70 },
  comment: "for the search",
};

/** How somebody makes another index of the name by hand. */
const byHand = (body: string) =>
  `DROP INDEX app.people_name_idx; CREATE INDEX people_name_idx ON app.notes ${body};
   COMMENT ON INDEX app.people_name_idx IS 'for the search'`;
const same = "(name, lower(text) text_pattern_ops) INCLUDE (id)";

describe.each(kinds)("an index that is changed by hand, on the %s server", (kind) => {
  let server: IndexServer;
  let made: Made;
  beforeAll(async () => {
    server = await indexServer(kind);
    await server.admin.query("CREATE TABLE app.notes (id int, name text, text text)");
    await server.admin.query("INSERT INTO app.notes SELECT n, 'a', 'b' FROM generate_series(1, 10) AS n");
    made = await server.make(index);
  });
  afterAll(() => server?.stop());

  it.each<[string, string[], string]>([
    ["other keys", ["keys", "definition"], byHand("(name) INCLUDE (id) WITH (fillfactor = 70) WHERE id > 1")],
    [
      "another operator class",
      ["keys", "definition"],
      byHand("(name, lower(text)) INCLUDE (id) WITH (fillfactor = 70) WHERE id > 1"),
    ],
    [
      "another collation",
      ["keys", "definition"],
      byHand(
        '(name COLLATE "POSIX", lower(text) text_pattern_ops) INCLUDE (id) WITH (fillfactor = 70) WHERE id > 1',
      ),
    ],
    [
      "another order",
      ["keys", "definition"],
      byHand("(name DESC, lower(text) text_pattern_ops) INCLUDE (id) WITH (fillfactor = 70) WHERE id > 1"),
    ],
    [
      "another method",
      ["include", "keys", "method", "with", "definition"],
      byHand("USING brin (name) WHERE id > 1"),
    ],
    ["another condition", ["where", "definition"], byHand(`${same} WITH (fillfactor = 70) WHERE id > 2`)],
    ["no condition", ["where", "definition"], byHand(`${same} WITH (fillfactor = 70)`)],
    [
      "nothing carried",
      ["include", "definition"],
      byHand("(name, lower(text) text_pattern_ops) WITH (fillfactor = 70) WHERE id > 1"),
    ],
    ["another option", ["with", "definition"], "ALTER INDEX app.people_name_idx SET (fillfactor = 80)"],
    [
      "an option too many",
      ["with", "definition"],
      "ALTER INDEX app.people_name_idx SET (deduplicate_items = off)",
    ],
    ["an option too few", ["with", "definition"], "ALTER INDEX app.people_name_idx RESET (fillfactor)"],
    [
      "another tablespace",
      ["tablespace", "definition"],
      "ALTER INDEX app.people_name_idx SET TABLESPACE fast",
    ],
    [
      "unique",
      ["unique", "where", "definition"],
      byHand(`${same} WITH (fillfactor = 70) WHERE id > 100`).replace("CREATE INDEX", "CREATE UNIQUE INDEX"),
    ],
    ["another comment", ["comment"], "COMMENT ON INDEX app.people_name_idx IS 'mine'"],
    ["no comment", ["comment"], "COMMENT ON INDEX app.people_name_idx IS NULL"],
  ])("shows, and is mended: %s", async (what, shown, sql) => {
    await server.admin.query(sql);
    const { changes } = await server.proposed(made);
    expect({ what, changes: [...changes].sort() }).toEqual({ what, changes: [...shown].sort() });
    made = await server.mend(made);
    expect((await server.proposed(made)).changes).toEqual([]);
    expect((await server.imported("people_name_idx")).comment).toBe("for the search");
    expect(await server.rows("SELECT count(*)::int AS n FROM pg_indexes WHERE tablename = 'notes'")).toEqual([
      { n: 1 },
    ]);
  });

  it("is not built again for its comment", async () => {
    const oid = "SELECT 'app.people_name_idx'::regclass::oid::int AS oid";
    const [before] = await server.rows(oid);
    const changed = { ...index, comment: "for the new search" };
    expect((await server.proposed(made, changed)).changes).toEqual(["comment"]);
    made = await server.mend(made, changed);
    expect(await server.rows(oid)).toEqual([before]);
    expect((await server.proposed(made, changed)).changes).toEqual([]);
    made = await server.mend(made, index);
  });

  it("is in its tablespace, and the database's own is the same as none", async () => {
    const fast = { ...index, name: "in_fast_idx", tablespace: "fast" };
    const one = await server.make(fast);
    expect(one.outputs.definition).toMatch(/ WITH \(fillfactor='70'\) TABLESPACE fast WHERE \(id > 1\)$/);
    expect(await server.imported("in_fast_idx")).toMatchObject({ tablespace: "fast" });
    await server.admin.query("ALTER INDEX app.in_fast_idx SET TABLESPACE pg_default");
    expect((await server.proposed(one)).changes).toEqual(["tablespace", "definition"]);
    const mended = await server.mend(one);
    expect((await server.proposed(mended)).changes).toEqual([]);
    await server.remove(mended);

    const own = await server.make({ ...index, name: "in_own_idx", tablespace: "pg_default" });
    expect(own.outputs.definition).not.toContain("TABLESPACE");
    expect((await server.proposed(own)).changes).toEqual([]);
    expect((await server.mend(own)).outputs).toEqual(own.outputs);
    await server.remove(own);
  });

  it("names operator classes and collations of schemas that are not on the search path", async () => {
    await server.superuser(`CREATE SCHEMA ext; GRANT USAGE ON SCHEMA ext TO PUBLIC;
      CREATE COLLATION ext."my.c" FROM "C";
      CREATE OPERATOR CLASS ext.mine_ops FOR TYPE int4 USING btree AS OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =,
        OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 btint4cmp(int4, int4)`);
    const keys = [
      { column: "name", collation: 'ext."my.c"' },
      { column: "id", opclass: "ext.mine_ops" },
      { expression: "lower(text)", collation: 'ext."my.c"' },
      { expression: "upper(text)" },
    ];
    const far = { name: "far_idx", table: "notes", keys };
    const one = await server.make(far);
    expect(await server.imported("far_idx")).toEqual(far);
    expect((await server.proposed(one)).changes).toEqual([]);
    await server.remove(one);
  });
});
