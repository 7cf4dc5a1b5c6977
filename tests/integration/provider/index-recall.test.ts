import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { unknown } from "../../../provider/unknown.ts";
import { identity, type PluggedServer, pluggedServer } from "./plugged-server.ts";

const gate = {
  schema: "app",
  index: "points_v",
  definition: "CREATE INDEX points_v",
  k: 5,
  atLeast: 0.9,
  queries: 60,
};

describe("IndexRecall", () => {
  let plugged: PluggedServer;
  let outputs: Record<string, unknown>;
  beforeAll(async () => {
    plugged = await pluggedServer();
    await plugged.server.client.query(`
      CREATE EXTENSION vector; CREATE TABLE app.points (id integer, v vector(3));
      CREATE INDEX points_v ON app.points USING hnsw (v vector_l2_ops)`);
  });
  afterAll(() => plugged.stop());

  const fill = (rows: number) =>
    plugged.rows(
      `INSERT INTO app.points SELECT n, ARRAY[n % 7, n % 11, n % 13]::vector FROM generate_series(1, ${rows}) AS n`,
    );
  const diff = async (news: object = gate) => {
    const { changes, diffsList } = await plugged.plugIn.diff(
      "IndexRecall",
      { inputs: gate, outputs },
      { ...news },
    );
    return { changes, diffsList };
  };
  const [same, some] = [1, 2];

  it("leaves pgvector's own value where there is nothing to measure", async () => {
    const { id, outputs: created } = await plugged.plugIn.create("IndexRecall", gate);
    expect(id).toBe("app.points_v");
    const { bytes, incarnation, ...rest } = created;
    expect(rest).toEqual({
      ...gate,
      parameter: "hnsw.ef_search",
      value: 40,
      measured: false,
      summary: "not measured: 0 rows, and measuring takes 1,000; hnsw.ef_search stays 40",
      recall: 0,
      curve: [],
      notes: [],
      rows: 0,
      stale: [],
      server: identity,
    });
    expect([typeof bytes, typeof incarnation]).toEqual(["number", "string"]);
    outputs = created;
    expect(await diff()).toEqual({ changes: same, diffsList: [] });
  });

  it("is measured when rows have come, without a refresh", async () => {
    await fill(1200);
    expect(await diff()).toEqual({ changes: some, diffsList: ["stale"] });
    const read = await plugged.plugIn.read("IndexRecall", "app.points_v", outputs, gate);
    expect(read.outputs.stale).toEqual(["the index has rows to measure now, 1,000 or more"]);
    outputs = { ...(await plugged.plugIn.update("IndexRecall", "app.points_v", outputs, gate)) };
    expect(outputs).toMatchObject({ measured: true, value: 40, rows: 1200, notes: [], stale: [] });
    expect(outputs.summary).toMatch(
      /^hnsw\.ef_search 40 finds \S+, \S+ for sure \(60 queries, 1,200 rows\)$/,
    );
    expect(await diff()).toEqual({ changes: same, diffsList: [] });
  });

  it("is measured again when the table has grown by half, or the index was built again", async () => {
    await fill(200);
    expect(await diff()).toEqual({ changes: same, diffsList: [] });
    await fill(1000);
    expect(await diff()).toEqual({ changes: some, diffsList: ["stale"] });
    outputs = { ...(await plugged.plugIn.update("IndexRecall", "app.points_v", outputs, gate)) };
    expect(outputs.rows).toBe(2400);
    await plugged.rows("REINDEX INDEX app.points_v");
    expect(await diff()).toEqual({ changes: some, diffsList: ["stale"] });
    const read = await plugged.plugIn.read("IndexRecall", "app.points_v", outputs, gate);
    expect(read.outputs.stale).toEqual(["the index was built again since its recall was measured"]);
    outputs = { ...(await plugged.plugIn.update("IndexRecall", "app.points_v", read.outputs, gate)) };
    expect(await diff()).toEqual({ changes: same, diffsList: [] });
  });

  it("plans for another goal a value that is not known, and for the same one what is", async () => {
    const higher = { ...gate, atLeast: 0.91 };
    expect(await diff(higher)).toEqual({ changes: some, diffsList: ["atLeast"] });
    const planned = await plugged.plugIn.update("IndexRecall", "app.points_v", outputs, higher, true);
    expect([planned.value, planned.summary, planned.atLeast]).toEqual([unknown, unknown, 0.91]);
    // An index that is about to be built: what it will find is not known either.
    expect(await diff({ ...gate, definition: unknown })).toEqual({
      changes: some,
      diffsList: ["definition"],
    });
  });

  it("says what a goal cannot be", async () => {
    const { failures } = await plugged.plugIn.check("IndexRecall", { ...gate, k: 0, atLeast: 0.99 });
    expect(failures).toEqual([
      { property: "k", reason: "k is 0; it is a number of rows, 1 to 1000" },
      {
        property: "atLeast",
        reason: "60 queries cannot show a recall of 0.99, however well they are answered: it takes 530",
      },
    ]);
    expect((await plugged.plugIn.check("IndexRecall", { ...gate, definition: unknown })).failures).toEqual(
      [],
    );
  });

  it("is gone when its index is, and is deleted without a trace", async () => {
    await plugged.rows("DROP INDEX app.points_v");
    expect((await plugged.plugIn.read("IndexRecall", "app.points_v", outputs, gate)).id).toBe("");
    await plugged.plugIn.delete("IndexRecall", "app.points_v", outputs);
    await expect(plugged.plugIn.create("IndexRecall", gate)).rejects.toMatchObject({
      details: expect.stringContaining("index app.points_v: there is no hnsw or ivfflat index of this name"),
    });
  });

  it("is told of an ivfflat index whose lists the rows have outgrown, as long as they have", async () => {
    const keys = [{ column: "v", opclass: "vector_l2_ops" }];
    const lists = {
      schema: "app",
      name: "lists_v",
      table: "lists",
      method: "ivfflat",
      keys,
      with: { lists: 2 },
    };
    await plugged.rows("CREATE TABLE app.lists (v vector(2))");
    await plugged.rows("INSERT INTO app.lists SELECT ARRAY[n, n]::vector FROM generate_series(1, 2000) AS n");
    const { outputs: built } = await plugged.plugIn.create("Index", lists);
    const read = () => plugged.plugIn.read("Index", "app.lists_v", built, lists);
    expect((await read()).outputs.listsAdvice).toBeUndefined();
    await plugged.rows(
      "INSERT INTO app.lists SELECT ARRAY[n, n]::vector FROM generate_series(1, 10000) AS n",
    );
    await plugged.rows("ANALYZE app.lists");
    const { outputs: outgrown, inputs } = await read();
    expect(outgrown.listsAdvice).toBe(
      "2 lists are outgrown, and each query reads much of the table; about 12,000 rows ask for 12: declare with: { lists: 12 }, and `up` builds it beside this one",
    );
    // Said, and not proposed: an update would build what is declared, which is there.
    expect(inputs).toEqual(lists);
    const { changes } = await plugged.plugIn.diff("Index", { inputs: lists, outputs: outgrown }, lists);
    expect(changes).toBe(same);
  });
});
