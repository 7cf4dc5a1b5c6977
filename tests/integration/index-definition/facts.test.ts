import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { IndexDefinition, IndexMethod } from "../../../model/index-definition.ts";
import type { IndexStorage } from "../../../model/index-storage.ts";
import { checkIndex } from "../../../provider/resources/index/check-index.ts";
import { methodFacts } from "../../../provider/resources/index/checks/method-facts.ts";
import { methodsOfClass, vectorClasses } from "../../../provider/resources/index/checks/opclass-facts.ts";
import { optionFacts } from "../../../provider/resources/index/checks/option-facts.ts";
import { createIndex } from "../../../sql/index/create-index.ts";
import { hasPostgres, needsPostgres } from "../../native/test-postgres.ts";
import { type IndexServer, indexServer } from "./index-server.ts";

const methods = Object.keys(methodFacts) as IndexMethod[];

/** A column of a type that each method has a class for. */
const columns: Readonly<Record<IndexMethod, { readonly type: string; readonly opclass?: string }>> = {
  btree: { type: "int" },
  hash: { type: "int" },
  gin: { type: "int[]" },
  gist: { type: "int4range" },
  spgist: { type: "inet" },
  brin: { type: "int" },
  hnsw: { type: "public.vector(3)", opclass: "vector_cosine_ops" },
  ivfflat: { type: "public.vector(3)" },
};

let server: IndexServer;
beforeAll(async () => {
  if (!hasPostgres) return;
  server = await indexServer("native");
  for (const method of methods) {
    const { type } = columns[method];
    await server.admin.query(`CREATE TABLE app.of_${method} (a ${type}, b ${type}, c ${type})`);
  }
});
afterAll(() => server?.stop());
beforeEach(needsPostgres);

function indexOf(method: IndexMethod, changes: object, ...more: string[]): IndexDefinition {
  const { opclass } = columns[method];
  const key = (column: string) => ({ column, ...(opclass !== undefined && { opclass }) });
  const keys = ["a", ...more].map((column, at) => ({
    ...key(column),
    ...(at === 0 ? firstKey(changes) : {}),
  }));
  return { name: "tried_idx", table: `of_${method}`, method, keys, ...others(changes) };
}

const ofKey = ["order", "nulls"];
const firstKey = (changes: object) =>
  Object.fromEntries(Object.entries(changes).filter(([name]) => ofKey.includes(name)));
const others = (changes: object) =>
  Object.fromEntries(Object.entries(changes).filter(([name]) => !ofKey.includes(name)));

/** What the server says to an index, and what the check says without it. */
async function verdicts(index: IndexDefinition): Promise<{ server: boolean; check: boolean }> {
  await server.admin.query("BEGIN");
  const made = await server.admin.query(createIndex(index, { schema: "app", concurrently: false })).then(
    () => true,
    () => false,
  );
  await server.admin.query("ROLLBACK");
  return { server: made, check: checkIndex({ schema: "app", ...index }).length === 0 };
}

describe("what the check knows without a server, against PostgreSQL 17", () => {
  it("is what pg_indexam_has_property says of each method", async () => {
    const rows = await server.rows(`
      SELECT amname, pg_indexam_has_property(oid, 'can_unique') AS unique,
             pg_indexam_has_property(oid, 'can_include') AS include, pg_indexam_has_property(oid, 'can_order') AS order,
             pg_indexam_has_property(oid, 'can_multi_col') AS multicolumn
      FROM pg_am WHERE amtype = 'i' ORDER BY amname`);
    const said = rows.map(({ amname, ...facts }) => [amname, facts]);
    expect(Object.fromEntries(said)).toEqual(methodFacts);
  });

  it.each(methods)("is what the server does with every feature of %s", async (method) => {
    const features: readonly [object, ...string[]][] = [
      [{}],
      [{ unique: true }],
      [{ unique: true, nullsNotDistinct: true }],
      [{ include: ["c"] }],
      [{ order: "desc" }],
      [{ nulls: "first" }],
      [{}, "b"],
      [{ where: "a IS NOT NULL" }],
    ];
    for (const [changes, ...more] of features) {
      const index = indexOf(method, changes, ...more);
      const { server: does, check } = await verdicts(index);
      expect({ index, check }).toEqual({ index, check: does });
    }
  });

  it.each(methods)("is what the server does with every storage parameter of %s", async (method) => {
    for (const [name, { range, words }] of Object.entries(optionFacts)) {
      const [least, most] = range ?? [0, 0];
      const values =
        range === undefined ? [...(words ?? [true, false]), "nonsense"] : [least, most, least - 1, most + 1];
      for (const value of values) {
        // Of its own bounds alone: ef_construction is at least twice m.
        const beside = { m: { ef_construction: 1000 }, ef_construction: { m: 2 } }[name] ?? {};
        const options = {
          ...(optionFacts[name as keyof IndexStorage].methods.includes(method) && beside),
          [name]: value,
        };
        const index = indexOf(method, { with: options });
        const { server: does, check } = await verdicts(index);
        expect({ index, check }).toEqual({ index, check: does });
      }
    }
  });

  it("is the operator classes that pgvector brings, none of hnsw a default", async () => {
    const rows = await server.rows(`
      SELECT am.amname AS method, array_agg(opcname::text ORDER BY opcname) AS classes, bool_or(opcdefault) AS default
      FROM pg_opclass JOIN pg_am am ON am.oid = opcmethod WHERE amname IN ('hnsw', 'ivfflat') GROUP BY 1 ORDER BY 1`);
    expect(rows).toEqual([
      { method: "hnsw", classes: [...vectorClasses.hnsw].sort(), default: false },
      { method: "ivfflat", classes: [...vectorClasses.ivfflat].sort(), default: true },
    ]);
  });

  it("takes no operator class for one of other methods that is of several", async () => {
    const rows = (await server.rows(`
      SELECT opcname AS name, array_agg(am.amname::text ORDER BY amname) AS methods
      FROM pg_opclass JOIN pg_am am ON am.oid = opcmethod GROUP BY 1`)) as {
      name: string;
      methods: string[];
    }[];
    expect(rows.length).toBeGreaterThan(100);
    for (const { name, methods: has } of rows) {
      const known = methodsOfClass(name);
      if (known.length > 0) expect([name, [...known].sort()]).toEqual([name, has]);
    }
  });
});
