import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { count, indexBench } from "../many-indexes.ts";
import type { BenchRow } from "../row.ts";

const execute = promisify(execFile);
const emptyProgram = fileURLToPath(new URL("../baselines/empty-program.ts", import.meta.url));

/** What a resource costs over its SQL: an `up` that builds indexes on small tables, where SQL takes next to nothing. */
export const manyIndexes: BenchRow = {
  name: "indexes",
  project: `\`up\` from nothing of ${count} Index resources on 60 tables`,
  baseline: "the same CREATE INDEX CONCURRENTLY and ANALYZE over one connection, one after the other",
  limit: {
    what: "milliseconds an index over its SQL",
    of: (projectMs, baselineMs) => (projectMs - baselineMs) / count,
    most: 25,
  },
  pairs: 3,
  async open() {
    const bench = await indexBench();
    return {
      before: () => bench.clear(),
      runProject: () => bench.up(),
      runBaseline: () => bench.sql(),
      [Symbol.asyncDispose]: () => bench[Symbol.asyncDispose](),
    };
  },
};

/** What everybody waits for who has many of them. */
export const manyIndexesUnchanged: BenchRow = {
  name: "indexes, no change",
  project: `\`up\` of ${count} Index resources with nothing to do`,
  baseline: "an empty Pulumi program, driven by the same CLI",
  limit: { what: "seconds", of: (projectMs) => projectMs / 1000, most: 4 },
  pairs: 5,
  async open() {
    const bench = await indexBench();
    const folder = await mkdtemp(join(tmpdir(), "pgstack-bench-"));
    await bench.clear();
    await bench.up();
    return {
      runProject: () => bench.up(),
      runBaseline: async () => {
        await execute(process.execPath, [emptyProgram, folder], { env: bench.env });
      },
      async [Symbol.asyncDispose]() {
        await rm(folder, { recursive: true, force: true });
        await bench[Symbol.asyncDispose]();
      },
    };
  },
};
