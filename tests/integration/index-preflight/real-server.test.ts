import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { superuser } from "../../../model/service-roles.ts";
import { preflightIndex } from "../../../operations/index/preflight/preflight-index.ts";
import { PreflightMemory } from "../../../operations/index/preflight/preflight-memory.ts";
import { hnswRowsIn, vectorBytes } from "../../../operations/index/size/hnsw-memory.ts";
import { indexBytes } from "../../../operations/index/size/index-bytes.ts";
import { createIndex } from "../../../sql/index/create-index.ts";
import { readMounts } from "../../../sql/index/preflight/read-server-facts.ts";
import { hasPostgres, needsPostgres } from "../../native/test-postgres.ts";
import { nativeServer } from "../migrate/server-of-kind.ts";

let server: Awaited<ReturnType<typeof nativeServer>>;
let client: pg.Client;
beforeEach(needsPostgres);
beforeAll(async () => {
  if (!hasPostgres) return;
  server = await nativeServer();
  ({ client } = server);
  await client.query(`
    CREATE EXTENSION IF NOT EXISTS vector; CREATE SCHEMA app;
    SELECT setseed(0.5);
    CREATE TABLE app.items (id bigint, v vector(64), h halfvec(64));
    INSERT INTO app.items
      SELECT n, a::vector, a::halfvec FROM generate_series(1, 3500) AS n,
      LATERAL (SELECT array_agg(random()::real) AS a FROM generate_series(1, 64) WHERE n = n) AS each;
    CREATE TABLE app.plain (a bigint, b text);
    INSERT INTO app.plain SELECT n, md5(n::text) FROM generate_series(1, 50000) AS n;
    ANALYZE app.items, app.plain`);
});
afterAll(() => server?.stop());

const v = {
  name: "v_idx",
  table: "items",
  method: "hnsw",
  keys: [{ column: "v", opclass: "vector_cosine_ops" }],
} as const;
const warnings = async (index: Parameters<typeof preflightIndex>[2], as = client) =>
  (await preflightIndex(new PreflightMemory((work) => work(as)), "app", index)).map(({ what }) => what);

describe("memory of an HNSW build", () => {
  it.each([
    ["v", "vector", 8],
    ["v", "vector", 16],
    ["h", "halfvec", 16],
  ])("of %s, a %s, with m %d is foreseen to within 2 %", async (column, type, m) => {
    const build = await server.connect();
    const notices: string[] = [];
    build.on("notice", ({ message }) => notices.push(message ?? ""));
    await build.query(
      "SET client_min_messages = notice; SET maintenance_work_mem = '2MB'; SET max_parallel_maintenance_workers = 0",
    );
    await build.query(`CREATE INDEX ${column}_idx ON app.items USING hnsw (${column} ${type}_l2_ops)
      WITH (m = ${m}, ef_construction = ${2 * m})`);
    await build.query(`DROP INDEX app.${column}_idx`);
    await build.end();
    const real = Number(
      /no longer fits into maintenance_work_mem after (\d+) tuples/.exec(notices.join())?.[1],
    );
    const foreseen = hnswRowsIn(2 * 1024 ** 2, { value: vectorBytes(type, 64) ?? 0, m });
    expect(foreseen / real).toBeGreaterThan(0.98);
    expect(foreseen / real).toBeLessThan(1.02);
  });

  it("is said where there is too little, and not where it suffices", async () => {
    const session = await server.connect();
    await session.query("SET maintenance_work_mem = '2MB'");
    expect(await warnings(v, session)).toEqual([
      expect.stringMatching(
        /^building it takes about 3\.\d MB of memory for 3,500 rows, and maintenance_work_mem is 2 MB: past about 2,\d00 rows/,
      ),
    ]);
    await session.query("SET maintenance_work_mem = '16MB'");
    expect(await warnings(v, session)).toEqual([]);
    await session.end();
  });
});

describe("the expected size", () => {
  it.each([
    [v],
    [{ ...v, name: "h_idx", keys: [{ column: "h", opclass: "halfvec_l2_ops" }], with: { m: 32 } }],
    [{ ...v, name: "f_idx", method: "ivfflat", with: { lists: 9 } }],
    [{ name: "a_idx", table: "plain", keys: [{ column: "a" }] }],
    [{ name: "b_idx", table: "plain", keys: [{ column: "b" }], include: ["a"] }],
  ] as const)("of %j is right to within a quarter", async (index) => {
    await client.query(createIndex(index, { schema: "app", concurrently: false }));
    const { rows } = await client.query("SELECT pg_relation_size($1)::float8 AS bytes", [
      `app.${index.name}`,
    ]);
    await client.query(`DROP INDEX app.${index.name}`);
    const known = await new PreflightMemory((work) => work(client)).table("app", index.table);
    const expected = known === undefined ? 0 : (indexBytes(index, known.table) ?? 0);
    expect(expected / rows[0].bytes).toBeGreaterThan(0.75);
    expect(expected / rows[0].bytes).toBeLessThan(1.25);
  });
});

describe("the mounts of the server's machine", () => {
  it("are read by a superuser, and not asked for by anybody else", async ({ skip }) => {
    skip(process.platform !== "linux", "only Linux has /proc/mounts");
    const [row] = await server.place.run(readMounts);
    expect(row?.mounts).toMatch(/^\S+ \/proc proc /m);
    const knowledge = await new PreflightMemory((work) => work(client)).server();
    expect(knowledge).toMatchObject({ server: { readsFiles: false }, sharedMemory: undefined });
  });
});

describe("lists of an ivfflat index", () => {
  it("are held against the rows there are", async () => {
    const index = { ...v, method: "ivfflat", with: { lists: 100 } } as const;
    expect(await warnings(index)).toEqual([
      "app.items has about 3,500 rows, too few for 100 lists: most are nearly empty, and a search misses rows unless it probes many",
    ]);
    expect(await warnings({ ...index, with: { lists: 9 } })).toEqual([]);
  });
});

describe("statements that were run", () => {
  it("by another distance than the index serves are said, with the statement", async () => {
    await makeStatements();
    await client.query("SELECT id FROM app.items ORDER BY v <-> (SELECT v FROM app.items LIMIT 1) LIMIT 3");
    expect(await warnings(v)).toEqual([
      expect.stringMatching(
        /^statements order app\.items by v <->, and this index serves <=> alone: SELECT id FROM app\.items ORDER BY v <-> .* \(1 call\)$/,
      ),
    ]);
    const l2 = { ...v, keys: [{ column: "v", opclass: "vector_l2_ops" }] };
    expect(await warnings(l2)).toEqual([]);
  });
});

describe("a server that is busy", () => {
  it("is not waited for: where another session holds the table, the build is left to say what is wrong", async () => {
    const holder = await server.connect();
    await holder.query("BEGIN; LOCK TABLE app.plain IN ACCESS EXCLUSIVE MODE");
    const began = Date.now();
    expect(await warnings({ name: "e_idx", table: "plain", keys: [{ expression: "nosuch(b)" }] })).toEqual(
      [],
    );
    expect(Date.now() - began).toBeLessThan(5_000);
    await holder.query("ROLLBACK");
    await holder.end();
  });
});

/** Makes pg_stat_statements in the test's database, which its owner may not. */
async function makeStatements(): Promise<void> {
  const { socketFolder, port } = server.place.config;
  const inside = new pg.Client({ host: socketFolder, port, user: superuser, database: "test_db" });
  await inside.connect();
  await inside.query("CREATE EXTENSION pg_stat_statements; SELECT pg_stat_statements_reset()");
  await inside.end();
}
