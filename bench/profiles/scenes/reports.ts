import type { DataSet } from "../scene.ts";
import { statement } from "./statement.ts";

const rows = 500_000;

/**
 * Sorts and hashes of 20 to 50 MB: more than 4 MB of `work_mem`, less than what the profile has. What the defaults put into
 * temporary files stays in the page cache, so that memory is not their limit.
 */
export const reports: DataSet = {
  name: "reports",
  about: `${rows} rows, each sorted or hashed as a whole`,
  async prepare(server) {
    await server.sql(
      "bench",
      `SELECT setseed(0.5);
       CREATE TABLE lines AS
         SELECT n AS id, (random() * ${rows / 2})::int AS customer, (random() * 1000)::int AS cents, md5(n::text) AS code
         FROM generate_series(1, ${rows}) n;
       VACUUM ANALYZE lines;
       CHECKPOINT;`,
    );
  },
  cases: [
    statement(
      "reports, groups by hash",
      "SELECT max(total) FROM (SELECT customer, sum(cents) AS total, count(*) FROM lines GROUP BY customer) AS totals",
      { memoryLimited: false },
    ),
    statement("reports, join by hash", "SELECT count(*) FROM lines AS a JOIN lines AS b ON a.code = b.code", {
      memoryLimited: false,
    }),
    statement("reports, sort", "SELECT id FROM lines ORDER BY code OFFSET 10000000", {
      memoryLimited: false,
    }),
  ],
};
