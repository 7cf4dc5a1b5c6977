import { inWords } from "../../../configuration/amount.ts";
import { pgbench } from "../pgbench.ts";
import type { DataSet, ProfileCase } from "../scene.ts";

/** What pgbench's tables take for each unit of its scale, in bytes: 100,000 accounts with their index. */
const bytesPerScale = 14.95 * 1024 ** 2;

const tests = [
  ["TPC-B", ["--builtin=tpcb-like"]],
  ["read-only", ["--builtin=select-only"]],
] as const;

/**
 * pgbench's bank. All of it is in the page cache on both sides, which belongs to the container's memory: memory is not
 * the limit.
 * @param name of the data set, the beginning of its cases' names
 * @param bytes of its tables
 */
export function bank(name: string, bytes: number, clients: number): DataSet {
  const scale = Math.max(1, Math.floor(bytes / bytesPerScale));
  const cases = tests.map(
    ([test, args]): ProfileCase => ({
      name: `${name}, ${test}, ${clients} clients`,
      memoryLimited: false,
      run: (server, seconds) => pgbench(server, { database: "bench", clients, seconds }, args),
    }),
  );
  return {
    name,
    about: `pgbench, scale ${scale}: ${inWords(scale * bytesPerScale)}`,
    async prepare(server) {
      // COPY with FREEZE is twice as fast as rows made on the server, which would also be vacuumed.
      await server.exec(["pgbench", "--initialize", "--init-steps=dtgvp", `--scale=${scale}`, "bench"]);
      await server.sql("bench", "CREATE EXTENSION IF NOT EXISTS pg_prewarm; CHECKPOINT;");
      // Into the page cache and, as far as they go, the buffers of each side.
      await server.sql(
        "bench",
        "SELECT pg_prewarm(c.oid) FROM pg_class c WHERE relname ~ '^pgbench_accounts';",
      );
    },
    cases,
  };
}
