import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { IndexDefinition } from "../../../model/index-definition.ts";
import { preflightIndex } from "../../../operations/index/preflight/preflight-index.ts";
import { PreflightMemory } from "../../../operations/index/preflight/preflight-memory.ts";
import { createIndex } from "../../../sql/index/create-index.ts";
import { kinds, type ServerOfKind, serverOfKind } from "../migrate/server-of-kind.ts";

const tables = `
  CREATE EXTENSION IF NOT EXISTS vector;
  CREATE SCHEMA app;
  CREATE DOMAIN app.mail AS text;
  CREATE TABLE app.items (
    id bigint PRIMARY KEY, email app.mail NOT NULL UNIQUE, note text, payload json, meta jsonb, at timestamptz,
    v vector(3), bare vector, big vector(2001), half halfvec(4001), bits bit(64001), sparse sparsevec(9), "Odd" int);
  CREATE FUNCTION app.whole(app.items) RETURNS bigint LANGUAGE sql IMMUTABLE AS 'SELECT $1.id';
  CREATE INDEX by_hand_idx ON app.items (note, at DESC);
  CREATE INDEX lower_idx ON app.items (lower(note)) WHERE at IS NOT NULL;
  CREATE TABLE app.parts (a int, b int) PARTITION BY RANGE (a);
  CREATE MATERIALIZED VIEW app.seen AS SELECT id, note FROM app.items`;

describe.each(kinds)("an index held against the catalog, %s", (kind) => {
  let server: ServerOfKind;
  let client: pg.Client;
  beforeAll(async () => {
    server = await serverOfKind(kind);
    ({ client } = server);
    await client.query(tables);
  });
  afterAll(() => server?.stop());

  const found = (index: Partial<IndexDefinition>, schema = "app") => {
    const memory = new PreflightMemory((work) => work(client));
    return preflightIndex(memory, schema, {
      name: "new_idx",
      table: "items",
      keys: [{ column: "id" }],
      ...index,
    });
  };

  it.each<[Partial<IndexDefinition>, string, string, string]>([
    [{ keys: [{ column: "nota" }] }, "keys[0]", "app.items has no column nota", "Did you mean note?"],
    [
      { keys: [{ expression: "lower(nota)" }] },
      "keys[0]",
      'column "nota" does not exist',
      "Correct the name: it is none of the table's.",
    ],
    [
      { keys: [{ expression: "lower(note" }] },
      "keys[0]",
      "syntax error at end of input",
      "Write it as SQL, without the outer parentheses, e.g. lower(email).",
    ],
    [
      { keys: [{ expression: "lowr(note)" }] },
      "keys[0]",
      "function lowr(text) does not exist",
      "Correct the name and the types of the arguments",
    ],
    [
      { keys: [{ expression: "at::date" }] },
      "keys[0]",
      "functions in index expression must be marked IMMUTABLE",
      "An index keeps what an expression was",
    ],
    [
      { where: "at > now()" },
      "where",
      "functions in index predicate must be marked IMMUTABLE",
      "An index keeps what an expression was",
    ],
    [{ where: "nota = 1" }, "where", 'column "nota" does not exist', "Correct the name"],
    [
      { keys: [{ column: "payload" }] },
      "keys[0]",
      "data type json has no default operator class for access method",
      "No operator class of btree takes it",
    ],
    [
      { method: "gin", keys: [{ column: "meta", opclass: "jsonb_pth_ops" }] },
      "keys[0]",
      'operator class "jsonb_pth_ops" does not exist for access method',
      "Did you mean jsonb_path_ops?",
    ],
    [
      { method: "hnsw", keys: [{ column: "v", opclass: "halfvec_cosine_ops" }] },
      "keys[0]",
      'operator class "halfvec_cosine_ops" does not accept data type vector',
      "For v and hnsw there are vector_",
    ],
    [
      { method: "hnsw", keys: [{ column: "v" }] },
      "keys[0]",
      "data type vector has no default operator class for access method",
      "For v and hnsw there are vector_cosine_ops, vector_ip_ops, vector_l1_ops, vector_l2_ops.",
    ],
    [
      { method: "hnsw", keys: [{ column: "bare", opclass: "vector_l2_ops" }] },
      "keys[0]",
      "bare is of type vector without dimensions",
      "Give it its dimensions in a migration",
    ],
    [
      { method: "hnsw", keys: [{ column: "big", opclass: "vector_l2_ops" }] },
      "keys[0]",
      "big has 2,001 dimensions, and hnsw takes 2,000 of type vector at most",
      "Index half precision",
    ],
    [
      { method: "hnsw", keys: [{ column: "half", opclass: "halfvec_l2_ops" }] },
      "keys[0]",
      "half has 4,001 dimensions, and hnsw takes 4,000 of type halfvec at most",
      "Index the first dimensions",
    ],
    [
      { method: "hnsw", keys: [{ column: "bits", opclass: "bit_hamming_ops" }] },
      "keys[0]",
      "bits has 64,001 bits, and hnsw takes 64,000 of type bit at most",
      "Index a part of it",
    ],
    [
      { method: "ivfflat", keys: [{ column: "sparse" }] },
      "keys[0]",
      "sparse is a sparsevec, which ivfflat cannot index",
      "Use method hnsw.",
    ],
    [
      { with: { nosuch: 3 } as Record<string, number>, where: "id > 1" },
      "with",
      'unrecognized parameter "nosuch"',
      "Correct the declaration",
    ],
  ])("%j would fail, and the server agrees", async (index, property, what, mend) => {
    const [error, ...others] = await found(index);
    expect(others).toEqual([]);
    const mayCome = /lowr|jsonb_pth_ops|has no default operator class for access method "btree"/.test(
      error?.what ?? "",
    );
    expect(error).toMatchObject({ level: mayCome ? "warning" : "error", property });
    expect(error?.what.slice(0, what.length)).toBe(what);
    expect(error?.mend.slice(0, mend.length)).toBe(mend);
    const whole = { name: "new_idx", table: "items", keys: [{ column: "id" }], ...index };
    await expect(client.query(createIndex(whole, { schema: "app" }))).rejects.toThrow();
    await client.query("DROP INDEX IF EXISTS app.new_idx");
  });

  const unless = "Unless an extension brings it that is not there yet.";
  it.each<[string, Partial<IndexDefinition>, string, string]>([
    [
      "btree_gin",
      { method: "gin", keys: [{ column: "id" }, { column: "meta" }] },
      "keys[0]",
      'data type bigint has no default operator class for access method "gin"',
    ],
    [
      "btree_gin",
      { method: "gin", keys: [{ column: "meta" }, { column: "id" }] },
      "keys[1]",
      'data type bigint has no default operator class for access method "gin"',
    ],
    [
      "pg_trgm",
      { method: "gin", keys: [{ column: "meta" }, { column: "note", opclass: "gin_trgm_ops" }] },
      "keys[1]",
      'operator class "gin_trgm_ops" does not exist for access method "gin"',
    ],
    [
      "a newer vector",
      { method: "hnsw", keys: [{ column: "v", opclass: "vector_l9_ops" }] },
      "keys[0]",
      'operator class "vector_l9_ops" does not exist for access method "hnsw"',
    ],
  ])("what %s may bring to %j is a warning", async (_extension, index, property, what) => {
    const [warning, ...others] = await found(index);
    expect(others).toEqual([]);
    expect(warning).toMatchObject({ level: "warning", property, what });
    expect(warning?.mend.slice(-unless.length)).toBe(unless);
  });

  it("what btree_gin may bring to a type that has another class is a warning", async () => {
    await client.query("CREATE EXTENSION pg_trgm SCHEMA public");
    const index: Partial<IndexDefinition> = { method: "gin", keys: [{ column: "meta" }, { column: "note" }] };
    const [warning] = await found(index);
    await client.query("DROP EXTENSION pg_trgm");
    expect(warning).toEqual({
      level: "warning",
      property: "keys[1]",
      what: 'data type text has no default operator class for access method "gin"',
      mend: `For note and gin there is gin_trgm_ops. ${unless}`,
    });
  });

  it("a type of pgvector's needs a class that is named, of an expression too", async () => {
    const expression = "bare::vector(3)";
    expect(await found({ method: "hnsw", keys: [{ expression }] })).toEqual([
      {
        level: "error",
        property: "keys[0]",
        what: 'data type vector has no default operator class for access method "hnsw"',
        mend: `For ${expression} and hnsw there are vector_cosine_ops, vector_ip_ops, vector_l1_ops, vector_l2_ops.`,
      },
    ]);
  });

  it.each<[Partial<IndexDefinition>, string, string]>([
    [{ keys: [{ column: "nota" }] }, "app.seen has no column nota", "Did you mean note?"],
    [
      { keys: [{ expression: "lower(nota)" }] },
      'column "nota" does not exist',
      "Correct the name: it is none of the table's.",
    ],
  ])("%j of a materialized view may come with its query", async (index, what, mend) => {
    expect(await found({ table: "seen", ...index })).toEqual([
      {
        level: "warning",
        property: "keys[0]",
        what,
        mend: `${mend} Unless the same update changes the query of app.seen, a materialized view.`,
      },
    ]);
  });

  it.each<[string, Partial<IndexDefinition>]>([
    [
      "big as half precision",
      { method: "hnsw", keys: [{ expression: "big::halfvec(2001)", opclass: "halfvec_cosine_ops" }] },
    ],
    [
      "big as its first dimensions",
      {
        method: "hnsw",
        keys: [{ expression: "subvector(big, 1, 2000)::vector(2000)", opclass: "vector_l2_ops" }],
      },
    ],
    [
      "big as a bit a dimension",
      {
        method: "hnsw",
        keys: [{ expression: "binary_quantize(big)::bit(2001)", opclass: "bit_hamming_ops" }],
      },
    ],
    [
      "bits as a part of them",
      {
        method: "hnsw",
        keys: [{ expression: "substring(bits from 1 for 64000)::bit(64000)", opclass: "bit_hamming_ops" }],
      },
    ],
    [
      "rows of one length",
      {
        method: "hnsw",
        keys: [{ expression: "bare::vector(3)", opclass: "vector_l2_ops" }],
        where: "vector_dims(bare) = 3",
      },
    ],
    ["a domain", { keys: [{ expression: "lower(email)" }] }],
    ["a name in capitals", { keys: [{ column: "Odd" }] }],
    ["a function of the whole row", { keys: [{ expression: "app.whole(items)" }] }],
    ["an index of a partitioned table", { table: "parts", keys: [{ column: "b" }], where: "a > 1" }],
    ["an index of a materialized view", { table: "seen", keys: [{ expression: "lower(note)" }] }],
    ["a table that is not there yet", { table: "later", keys: [{ column: "anything" }] }],
  ])("%s may be built, by the server too", async (_what, index) => {
    expect(await found(index)).toEqual([]);
    const whole = { name: "new_idx", table: "items", keys: [{ column: "id" }], ...index };
    if (index.table === "later") return;
    await client.query(createIndex(whole, { schema: "app", concurrently: false }));
    await client.query("DROP INDEX app.new_idx");
  });

  it.each<[Partial<IndexDefinition>, string[]]>([
    [{}, ["app.items_pkey (a constraint's) serves all that it would"]],
    [{ keys: [{ column: "note" }] }, ["app.by_hand_idx serves all that it would"]],
    [
      { keys: [{ column: "note" }, { column: "at", order: "desc" }] },
      ["it is the same index as app.by_hand_idx"],
    ],
    [
      { keys: [{ column: "note", order: "desc" }, { column: "at" }] },
      ["it is the same index as app.by_hand_idx"],
    ],
    [
      { keys: [{ expression: "LOWER( note )" }], where: "at  is not null" },
      ["it is the same index as app.lower_idx"],
    ],
    [{ keys: [{ expression: "lower(note)" }] }, []],
    [
      { keys: [{ column: "note" }, { column: "at", order: "desc" }, { column: "id" }] },
      ["it serves all that app.by_hand_idx does"],
    ],
    [{ name: "by_hand_idx", keys: [{ column: "note" }, { column: "at" }] }, []],
    [
      { keys: [{ column: "email" }], unique: true },
      ["it is the same index as app.items_email_key (a constraint's)"],
    ],
    [
      { method: "ivfflat", keys: [{ column: "v" }] },
      [
        "app.items is empty, and an ivfflat index built now keeps lists that fit no data: it will find few of the nearest rows",
      ],
    ],
  ])("%j would be regretted: %j", async (index, whats) => {
    const findings = await found(index);
    expect(findings.map(({ level }) => level)).toEqual(whats.map(() => "warning"));
    expect(findings.map(({ what }) => what)).toEqual(whats);
  });

  it("leaves nothing behind, and no transaction open", async () => {
    const { rows } = await client.query(
      "SELECT count(*)::int AS indexes FROM pg_class WHERE relname LIKE 'pgstack\\_index%' OR relname = 'new_idx'",
    );
    expect(rows).toEqual([{ indexes: 0 }]);
    await client.query("VACUUM app.items");
  });
});
