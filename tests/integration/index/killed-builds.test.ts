import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { hasPostgres, needsPostgres } from "../../native/test-postgres.ts";
import { type IndexServer, indexServer, vectors } from "./index-server.ts";
import { buildThrough, expectOneIndex, kills, points, typicalBuild } from "./killed-builds.ts";

/** On 100,000 vectors, and 20 times: tests/soak/killed-index-builds.test.ts. */
const rows = 6_000;

describe("the build of an HNSW index that is killed", () => {
  let server: IndexServer;
  let typicalMs: number;
  beforeAll(async () => {
    if (!hasPostgres) return;
    server = await indexServer(["shared_buffers = 256MB"]);
    await server.admin.query(vectors("app.points", rows, 64));
    typicalMs = await typicalBuild(server);
  });
  beforeEach(needsPostgres);
  afterAll(() => server?.[Symbol.asyncDispose]());

  it("at six moments ends as one valid index, by the next run", async () => {
    const phases = await buildThrough(server, kills(6, 1), typicalMs, (plugIn) =>
      plugIn.create("Index", points),
    );
    expect(phases).toHaveLength(6);
    await expectOneIndex(server);
  });

  it("while it is built in another one's place, too", async () => {
    await server.admin.query("DROP INDEX app.points_idx");
    await using plugIn = await server.plugIn();
    const before = { ...points, with: { m: 4, ef_construction: 8 } };
    const { id, outputs } = await plugIn.create("Index", before);
    const phases = await buildThrough(server, kills(6, 2), typicalMs, (other) =>
      other.update("Index", id, outputs, points),
    );
    expect(phases).toHaveLength(6);
    await expectOneIndex(server);
  });
});
