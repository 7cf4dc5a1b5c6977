import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { UserError } from "../../../errors/user-error.ts";
import type { RecallGoal } from "../../../model/recall-goal.ts";
import { gateRecall } from "../../../operations/index/recall/gate-recall.ts";
import { recallStaleness } from "../../../operations/index/recall/recall-staleness.ts";
import { kinds, type ServerOfKind, serverOfKind } from "../migrate/server-of-kind.ts";
import { makeVectors } from "./vector-data.ts";

const goal: RecallGoal = { k: 10, atLeast: 0.9, queries: 100 };

/** A real server where this machine has one; on the embedded one tests/integration/provider/index-recall.test.ts measures. */
const kind = kinds.at(-1) ?? "embedded";

describe(`the recall gate on the ${kind} server`, () => {
  let server: ServerOfKind;
  beforeAll(async () => {
    server = await serverOfKind(kind);
    await server.client.query(
      "CREATE EXTENSION IF NOT EXISTS vector; CREATE SCHEMA app; SET search_path = app, public",
    );
    await makeVectors(server.client, { shape: "clustered", rows: 2000, dimensions: 16 });
  });
  beforeEach(() => server.client.query("DROP INDEX IF EXISTS clustered_v"));
  afterAll(() => server?.stop());

  const run = (sql: string) => server.client.query(sql);
  const build = (on: string, rest = "") => run(`CREATE INDEX clustered_v ON clustered USING ${on} ${rest}`);
  const gate = (more: Partial<RecallGoal> = {}, byHand = {}) =>
    gateRecall(server.client, { schema: "app", name: "clustered_v", goal: { ...goal, ...more }, byHand });
  const failure = async (more: Partial<RecallGoal> = {}): Promise<string> => {
    try {
      await gate(more);
    } catch (error) {
      if (error instanceof UserError) return error.message;
      throw error;
    }
    throw new Error("it did not fail");
  };

  it("finds the smallest number of probes, and remembers the curve", async () => {
    await build("ivfflat", "(v vector_l2_ops) WITH (lists = 40)");
    const found = await gate();
    expect(found).toMatchObject({ parameter: "ivfflat.probes", measured: true, rows: 2000, notes: [] });
    const at = found.curve.findIndex(({ value }) => value === found.value);
    expect(found.curve[at]?.recall).toBe(found.recall);
    expect(found.curve[at]?.atLeast).toBeGreaterThanOrEqual(0.9);
    for (const { atLeast } of found.curve.slice(0, at)) expect(atLeast).toBeLessThan(0.9);
    expect(found.summary).toMatch(
      /^ivfflat\.probes \d+ finds 0\.\d{3}|1\.000, 0\.9\d\d for sure \(100 queries, 2,000 rows\)$/,
    );
  });

  it("measures the same again, and other rows with another seed", async () => {
    await build("ivfflat", "(v vector_cosine_ops) WITH (lists = 40)");
    const recalls = async (seed: number) =>
      (await gate({ seed, atLeast: 0.94, queries: 100 })).curve.map(({ recall }) => recall);
    const first = await recalls(1);
    expect(await recalls(1)).toEqual(first);
    expect(await recalls(2)).not.toEqual(first);
  });

  it.each([
    ["halfvec", "hnsw ((v::halfvec(16)) halfvec_cosine_ops)", ""],
    ["binary", "ivfflat ((binary_quantize(v)::bit(16)) bit_hamming_ops)", "WITH (lists = 10)"],
    ["sparse", "hnsw ((v::sparsevec(16)) sparsevec_l2_ops)", ""],
    ["inner product", "hnsw (v vector_ip_ops)", ""],
    ["taxicab", "hnsw (v vector_l1_ops)", ""],
    ["partial", "hnsw (v vector_l2_ops)", "WHERE kind < 6"],
  ])("asks an index in its own terms: %s", async (what, on, where) => {
    await build(on, where);
    const found = await gate();
    expect(found.measured).toBe(true);
    expect(found.rows).toBe(what === "partial" ? 1200 : 2000);
    expect(found.recall).toBeGreaterThan(0.9);
  });

  it("counts any row at the distance of the last as found", async () => {
    await run(
      "CREATE TABLE grid AS SELECT n AS id, ARRAY[n % 12, n % 11]::vector(2) AS v FROM generate_series(1, 1600) AS n",
    );
    await run("CREATE INDEX grid_v ON grid USING ivfflat (v vector_l2_ops) WITH (lists = 1)");
    // Of the 12 or so copies of each vector an exact scan takes any ten; one list holds them all.
    const { recall, value } = await gateRecall(server.client, { schema: "app", name: "grid_v", goal });
    expect([recall, value]).toEqual([1, 1]);
    await run("DROP TABLE grid");
  });

  it("asks the queries it is given", async () => {
    await build("hnsw", "(v vector_l2_ops)");
    const found = await gate({ from: "SELECT v FROM app.clustered_fresh WHERE id > 100;" });
    expect(found.summary).toContain("(100 queries, 2,000 rows)");
    expect((await gate({ from: "SELECT v FROM app.clustered_fresh WHERE id <= 20" })).summary).toBe(
      "not measured: 20 queries, and the goal takes 53; hnsw.ef_search stays 40",
    );
  });

  it("leaves an index of few rows at pgvector's own value, or at k", async () => {
    await run("CREATE TABLE few AS SELECT * FROM clustered LIMIT 12");
    await run("CREATE INDEX few_v ON few USING hnsw (v vector_l2_ops)");
    const of = (k: number) =>
      gateRecall(server.client, { schema: "app", name: "few_v", goal: { ...goal, k } });
    expect(await of(10)).toMatchObject({
      value: 40,
      measured: false,
      summary: "not measured: 12 rows, and measuring takes 1,000; hnsw.ef_search stays 40",
    });
    expect(await of(60)).toMatchObject({
      value: 60,
      summary: "not measured: 12 rows, and measuring takes 1,200; hnsw.ef_search stays 60",
    });
    await run("DROP TABLE few");
  });

  it("says of a role that keeps a value of the model's what it misses", async () => {
    await build("ivfflat", "(v vector_l2_ops) WITH (lists = 40)");
    const { value, notes } = await gate({ atLeast: 0.94 }, { low: 1, high: 40 });
    expect(notes).toHaveLength(1);
    expect(notes[0]).toMatch(
      new RegExp(
        `^role low keeps ivfflat\\.probes = 1, which the model sets: it finds 0\\.\\d+ of the 10 nearest rows, 0\\.\\d+ for sure; ${value} would meet 0\\.94$`,
      ),
    );
  });

  it("knows when to measure again", async () => {
    await build("ivfflat", "(v vector_l2_ops) WITH (lists = 10)");
    const found = await gate();
    const stale = (more = {}) =>
      recallStaleness(server.client, { schema: "app", name: "clustered_v", goal, ...found, ...more });
    expect(await stale()).toEqual([]);
    expect(await stale({ rows: 1300, bytes: 1 })).toEqual([
      "the table has grown by half since it had 1,300 rows",
    ]);
    // Larger, and no more rows: what was updated left room behind.
    expect(await stale({ bytes: 1 })).toEqual([]);
    expect(await stale({ measured: false })).toEqual(["the index has rows to measure now, 1,000 or more"]);
    expect(await stale({ measured: false, goal: { ...goal, queries: 5000 } })).toEqual([]);
    await run("REINDEX INDEX clustered_v");
    expect(await stale()).toEqual(["the index was built again since its recall was measured"]);
    await run("DROP INDEX clustered_v");
    expect(await stale()).toBeUndefined();
  });

  it("does not measure again for queries of the application's that are still too few", async () => {
    await build("ivfflat", "(v vector_l2_ops) WITH (lists = 10)");
    await run("CREATE TABLE searches AS SELECT v FROM clustered_fresh WHERE id <= 52");
    const ours = { ...goal, from: "SELECT v FROM app.searches;" };
    const found = await gate(ours);
    expect(found).toMatchObject({ measured: false, rows: 2000 });
    const stale = (more = {}) =>
      recallStaleness(server.client, { schema: "app", name: "clustered_v", goal: ours, ...found, ...more });
    expect(await stale()).toEqual([]);
    expect(await stale({ rows: 12 })).toEqual([]);
    // What is wrong with the queries is said by the update that asks them.
    const wrong = { goal: { ...goal, from: "SELECT v FROM app.nowhere" } };
    expect(await stale(wrong)).toEqual(["there are queries to measure with now, 53 or more"]);
    await run("INSERT INTO searches SELECT v FROM clustered_fresh WHERE id = 53");
    expect(await stale()).toEqual(["there are queries to measure with now, 53 or more"]);
    expect(await stale({ rows: 12 })).toEqual(["the index has rows to measure now, 1,000 or more"]);
    expect((await gate(ours)).measured).toBe(true);
    await run("DROP TABLE searches");
  });

  it("names the index that queries are answered by in place of this one", async () => {
    await build("hnsw", "(v vector_l2_ops)");
    await run("CREATE INDEX beside ON clustered USING ivfflat (v vector_l2_ops) WITH (lists = 40)");
    const messages = [];
    for (const name of ["clustered_v", "beside"])
      messages.push(
        await gateRecall(server.client, { schema: "app", name, goal }).then(
          () => "",
          (error: Error) => error.message,
        ),
      );
    await run("DROP INDEX beside");
    expect(messages.filter((message) => message === "")).toHaveLength(1);
    expect(messages.join("")).toMatch(
      /^index app\.(beside|clustered_v): no query is answered by it: the planner takes (clustered_v|beside), which is on the same vectors\n {2}Measure the one that is used/,
    );
  });

  it("says of an index that is missing, or INVALID, what it is", async () => {
    expect(await failure()).toBe("index app.clustered_v: there is no hnsw or ivfflat index of this name");
    const fails = "((subvector(v, 1, kind)::vector(4)) vector_l2_ops)";
    await expect(
      run(`CREATE INDEX CONCURRENTLY clustered_v ON clustered USING hnsw ${fails}`),
    ).rejects.toThrow();
    expect(await failure()).toContain("index app.clustered_v: it is INVALID");
  });

  it("measures nothing where row security hides rows from it", async () => {
    await build("hnsw", "(v vector_l2_ops)");
    await run(
      "ALTER TABLE clustered ENABLE ROW LEVEL SECURITY; ALTER TABLE clustered FORCE ROW LEVEL SECURITY",
    );
    const { summary } = await gate();
    await run(
      "ALTER TABLE clustered NO FORCE ROW LEVEL SECURITY; ALTER TABLE clustered DISABLE ROW LEVEL SECURITY",
    );
    // Embedded's administrator is a superuser, whom nothing is hidden from.
    if (kind === "embedded") expect(summary).toContain("for sure");
    else
      expect(summary).toBe(
        "not measured: row security keeps the table's rows from the administrator; hnsw.ef_search stays 40",
      );
  });

  it("searches the parts of a partitioned table", async () => {
    await run("CREATE TABLE parts (id bigint, kind integer, v vector(16)) PARTITION BY LIST (kind)");
    await run("CREATE TABLE parts_low PARTITION OF parts FOR VALUES IN (0, 1, 2, 3, 4)");
    await run("CREATE TABLE parts_high PARTITION OF parts DEFAULT");
    await run("INSERT INTO parts SELECT * FROM clustered");
    await run("CREATE INDEX parts_v ON parts USING hnsw (v vector_l2_ops)");
    const found = await gateRecall(server.client, { schema: "app", name: "parts_v", goal });
    expect(found).toMatchObject({ measured: true, rows: 2000 });
    expect(found.bytes).toBeGreaterThan(100_000);
    await run("DROP TABLE parts");
  });

  it("does not measure again for a partition that is made or retired, but for one built again", async () => {
    await run("CREATE TABLE parts (id bigint, kind integer, v vector(16)) PARTITION BY LIST (kind)");
    for (const kind of [1, 2, 3])
      await run(`CREATE TABLE parts_${kind} PARTITION OF parts FOR VALUES IN (${kind})`);
    await run("INSERT INTO parts SELECT id, 1 + id % 3, v FROM clustered");
    await run("CREATE INDEX parts_v ON parts USING hnsw (v vector_l2_ops)");
    const found = await gateRecall(server.client, { schema: "app", name: "parts_v", goal });
    const stale = () => recallStaleness(server.client, { schema: "app", name: "parts_v", goal, ...found });
    await run("CREATE TABLE parts_4 PARTITION OF parts FOR VALUES IN (4)");
    await run("DROP TABLE parts_1");
    expect(await stale()).toEqual([]);
    const again = ["the index was built again since its recall was measured"];
    for (const how of ["INDEX parts_2_v_idx", "INDEX CONCURRENTLY parts_3_v_idx"]) {
      const then = await gateRecall(server.client, { schema: "app", name: "parts_v", goal });
      await run(`REINDEX ${how}`);
      expect(await recallStaleness(server.client, { schema: "app", name: "parts_v", goal, ...then })).toEqual(
        again,
      );
    }
    expect(await stale()).toEqual(again);
    await run("DROP TABLE parts");
  });

  it("stops when it is told to, and leaves no transaction open", async () => {
    await build("hnsw", "(v vector_l2_ops)");
    const abort = new AbortController();
    const seen: string[] = [];
    const report = (message: string) => {
      seen.push(message);
      if (message.includes("of 100 queries answered exactly")) abort.abort();
    };
    const options = { schema: "app", name: "clustered_v", goal, report, signal: abort.signal };
    await expect(gateRecall(server.client, options)).rejects.toMatchObject({ name: "AbortError" });
    expect(seen.at(-1)).toBe("recall of clustered_v: 0 of 100 queries answered exactly");
    await run("VACUUM clustered");
  });

  it("gives up when exact scans take too long", async () => {
    await build("hnsw", "(v vector_l2_ops)");
    const options = { schema: "app", name: "clustered_v", goal };
    await expect(gateRecall(server.client, { ...options, timeLimit: -1 })).rejects.toThrow(
      /its recall could not be measured in time: 0 exact scans of 0\.0 s each, and the goal takes 53\n/,
    );
  });

  it("fails with the curve, and with what would help, when no value meets the goal", async () => {
    await makeVectors(server.client, { shape: "uniform", rows: 3000, dimensions: 32 });
    // With two links each, parts of the graph are not reached from anywhere.
    await run(
      "CREATE INDEX uniform_v ON uniform USING hnsw (v vector_l2_ops) WITH (m = 2, ef_construction = 4)",
    );
    const unreachable = { k: 10, atLeast: 0.98, queries: 270 };
    const message = await gateRecall(server.client, {
      schema: "app",
      name: "uniform_v",
      goal: unreachable,
    }).then(
      ({ summary }) => summary,
      (error: Error) => error.message,
    );
    expect(message).toMatch(
      /^index app\.uniform_v: no hnsw\.ef_search finds 0\.98 of the 10 nearest rows: 1000 finds 0\.\d{3}, 0\.\d{3} for sure\n/,
    );
    expect(message.split("\n").map((line) => line.trim().split(/\s+/)[0])).toEqual([
      "index",
      "hnsw.ef_search",
      "40",
      "80",
      "160",
      "320",
      "640",
      "1000",
      "270",
      "Build",
    ]);
    expect(message).toContain(
      "Build it with more links: { m: 4, ef_construction: 16 }, now 2 and 4. Or measure with the application's own queries (`from`): moved rows can be harder. Or ask for less than 0.98.",
    );
  });
});
