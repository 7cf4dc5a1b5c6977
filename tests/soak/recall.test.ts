import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { gateRecall } from "../../operations/index/recall/gate-recall.ts";
import { freshRecall, makeVectors, shapes } from "../integration/index-recall/vector-data.ts";
import { nativeServer, type ServerOfKind } from "../integration/migrate/server-of-kind.ts";
import { hasPostgres, needsPostgres } from "../native/test-postgres.ts";

const rows = 50_000;

describe("a recall gate on 50,000 vectors of 48 dimensions", () => {
  let server: ServerOfKind;
  beforeAll(async () => {
    if (!hasPostgres) return;
    server = await nativeServer();
    await server.client.query("CREATE EXTENSION IF NOT EXISTS vector");
    await server.client.query("SET maintenance_work_mem = '256MB'");
    for (const shape of shapes) await makeVectors(server.client, { shape, rows, dimensions: 48 });
  });
  beforeEach(needsPostgres);
  afterAll(() => server?.stop());

  const indexes = [
    ["hnsw", "WITH (m = 24, ef_construction = 100)"],
    ["ivfflat", "WITH (lists = 50)"],
  ] as const;
  const cases = shapes.flatMap((shape) =>
    indexes.map(([method, storage]) => [shape, method, storage] as const),
  );

  it.each(cases)("holds for %s vectors by %s", async (shape, method, storage) => {
    const { client } = server;
    await client.query(
      `CREATE INDEX ${shape}_v ON ${shape} USING ${method} (v vector_cosine_ops) ${storage}`,
    );
    try {
      const goal = { k: 10, atLeast: 0.9 };
      const began = Date.now();
      const found = await gateRecall(client, { schema: "public", name: `${shape}_v`, goal });
      const fresh = await freshRecall(client, { shape }, "<=>", found);
      console.log(
        `${shape}, ${method}: ${found.summary}; not sampled ${fresh.toFixed(3)}; ${Date.now() - began} ms`,
      );
      expect(fresh).toBeGreaterThanOrEqual(goal.atLeast);
    } finally {
      await client.query(`DROP INDEX ${shape}_v`);
    }
  });
});
