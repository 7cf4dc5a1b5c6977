import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type IndexServer, indexServer, vectors } from "../integration/index/index-server.ts";
import {
  buildThrough,
  expectOneIndex,
  kills,
  points,
  typicalBuild,
} from "../integration/index/killed-builds.ts";
import { hasPostgres, needsPostgres } from "../native/test-postgres.ts";

/** Drawn anew by another one. */
const seed = Number(process.env.PGSTACK_SOAK_SEED ?? 7);
const rows = 100_000;
const dimensions = 384;
/** Memory that the whole graph fits in, and buffers for two such builds. */
const settings = ["shared_buffers = 2GB", "maintenance_work_mem = 1GB", "max_wal_size = 8GB"];

describe(`the build of an HNSW index on ${rows} vectors that is killed twenty times`, () => {
  let server: IndexServer;
  let typicalMs: number;
  beforeAll(async () => {
    if (!hasPostgres) return;
    server = await indexServer(settings);
    await server.admin.query(vectors("app.points", rows, dimensions));
    typicalMs = await typicalBuild(server);
    process.stdout.write(`a build that nothing happens to takes ${Math.round(typicalMs / 1000)} s\n`);
  });
  beforeEach(needsPostgres);
  afterAll(() => server?.[Symbol.asyncDispose]());

  it("ends as one valid index, by the next run", async () => {
    const phases = await buildThrough(server, kills(20, seed), typicalMs, (plugIn) =>
      plugIn.create("Index", points),
    );
    process.stdout.write(`killed in: ${phases.join(", ")}\n`);
    expect(phases).toHaveLength(20);
    await expectOneIndex(server);
  });
});
