import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { gateRecall } from "../../../operations/index/recall/gate-recall.ts";
import { hasPostgres, needsPostgres } from "../../native/test-postgres.ts";
import { nativeServer, type ServerOfKind } from "../migrate/server-of-kind.ts";
import { freshRecall, makeVectors, shapes } from "./vector-data.ts";

const goal = { k: 10, atLeast: 0.95 };

describe("a recall gate", () => {
  let server: ServerOfKind;
  beforeAll(async () => {
    if (!hasPostgres) return;
    const native = await nativeServer();
    server = native;
    await native.client.query("CREATE EXTENSION IF NOT EXISTS vector");
    for (const shape of shapes) await makeVectors(native.client, { shape, rows: 5000, dimensions: 40 });
  });
  beforeEach(needsPostgres);
  afterAll(() => server?.stop());

  const indexes = [
    ["hnsw", "WITH (m = 12, ef_construction = 48)"],
    ["ivfflat", "WITH (lists = 60)"],
  ] as const;
  const cases = shapes.flatMap((shape) =>
    indexes.map(([method, storage]) => [shape, method, storage] as const),
  );

  it.each(cases)(
    "of %s vectors by %s holds for queries that were not sampled",
    async (shape, method, storage) => {
      const { client } = server;
      await client.query(`CREATE INDEX ${shape}_v ON ${shape} USING ${method} (v vector_l2_ops) ${storage}`);
      try {
        const found = await gateRecall(client, { schema: "public", name: `${shape}_v`, goal });
        expect(found.measured).toBe(true);
        const fresh = await freshRecall(client, { shape }, "<->", found);
        expect(fresh).toBeGreaterThanOrEqual(goal.atLeast);
      } finally {
        await client.query(`DROP INDEX ${shape}_v`);
      }
    },
  );
});
