import type { ClientBase } from "pg";

/** Shapes of data, from the hardest to search to the least even. */
export const shapes = ["uniform", "clustered", "skewed"] as const;
export type Shape = (typeof shapes)[number];

export interface VectorData {
  readonly shape: Shape;
  readonly rows: number;
  readonly dimensions: number;
}

/**
 * Makes table `<shape>` with rows, and `<shape>_fresh` with vectors of the same shape that are in no index, the same in every run.
 *
 * `uniform` has no structure at all. `clustered` has 40 clusters of one size. `skewed` has 40 as well: of most rows in a few of
 * them, some a hundred times as dense as others, and with rows that are there many times.
 */
export async function makeVectors(
  client: ClientBase,
  { shape, rows, dimensions }: VectorData,
): Promise<void> {
  await client.query("SELECT setseed(0.25)");
  await client.query(`
    CREATE TABLE ${shape}_centre AS
      SELECT c AS id, ${vector(dimensions, "random()", "c")} AS v, 0.3 / (1 + (c * 7) % 100) AS width
      FROM generate_series(0, 39) AS c`);
  for (const [table, count] of [
    [shape, rows],
    [`${shape}_fresh`, freshQueries],
  ] as const) {
    await client.query(`CREATE TABLE ${table} (id bigint, kind integer, v vector(${dimensions}))`);
    await client.query(`INSERT INTO ${table} ${insert[shape](dimensions, count, shape)}`);
  }
  await client.query(
    `INSERT INTO ${shape} SELECT id + ${rows}, kind, v FROM ${shape} WHERE id % 50 = 0 AND '${shape}' = 'skewed'`,
  );
  await client.query(`ALTER TABLE ${shape} ADD PRIMARY KEY (id)`);
  await client.query(`ANALYZE ${shape}`);
}

const freshQueries = 500;

const normal = "sqrt(-2 * ln(1 - random())) * cos(2 * pi() * random())";
const insert: Readonly<Record<Shape, (dimensions: number, count: number, shape: Shape) => string>> = {
  uniform: (dimensions, count) =>
    `SELECT n, n % 10, ${vector(dimensions, "random()", "n")} FROM generate_series(1, ${count}) AS n`,
  clustered: (dimensions, count, shape) =>
    `SELECT n, n % 10, c.v + ${vector(dimensions, `0.1 * ${normal}`, "n")}
     FROM generate_series(1, ${count}) AS n JOIN ${shape}_centre c ON c.id = n % 40`,
  skewed: (dimensions, count, shape) =>
    `SELECT n, n % 10, c.v + ${vector(dimensions, `c.width * ${normal}`, "n")}
     FROM (SELECT n, floor(40 * random() ^ 4)::int AS centre FROM generate_series(1, ${count}) AS n) AS drawn
     JOIN ${shape}_centre c ON c.id = centre`,
};

/** A vector of numbers, each drawn for itself: the subquery depends on the row. */
function vector(dimensions: number, draw: string, row: string): string {
  return `ARRAY(SELECT (${draw})::real FROM generate_series(1, ${dimensions} + 0 * ${row}))::vector(${dimensions})`;
}

/**
 * Recall of the ten nearest rows over vectors that are in no index and in no sample, by SQL of its own: row by row, by their ids.
 *
 * @param setting what roles would begin with
 */
export async function freshRecall(
  client: ClientBase,
  { shape }: Pick<VectorData, "shape">,
  operator: string,
  setting: { readonly parameter: string; readonly value: number },
): Promise<number> {
  const nearest = `
    SELECT q.id AS query, near.id FROM ${shape}_fresh q,
      LATERAL (SELECT t.id FROM ${shape} t ORDER BY t.v ${operator} q.v LIMIT 10) AS near`;
  const keep = (table: string) => `CREATE TEMPORARY TABLE ${table} ON COMMIT DROP AS ${nearest}`;
  await client.query("BEGIN");
  try {
    await client.query("SET LOCAL enable_indexscan = off; SET LOCAL enable_bitmapscan = off");
    await client.query(keep("exact"));
    await client.query(
      "SET LOCAL enable_indexscan = on; SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off",
    );
    await client.query(`SET LOCAL ${setting.parameter} = ${setting.value}`);
    const { rows: plan } = await client.query(`EXPLAIN ${nearest}`);
    if (!JSON.stringify(plan).includes(`Index Scan using ${shape}_v`)) throw new Error(JSON.stringify(plan));
    await client.query(keep("found"));
    // Of copies, any is as good: what counts is how far a row is.
    const { rows } = await client.query<{ recall: number }>(`
      WITH far AS (
        SELECT e.query, max(t.v ${operator} q.v) AS farthest
        FROM exact e JOIN ${shape} t USING (id) JOIN ${shape}_fresh q ON q.id = e.query GROUP BY e.query
      )
      SELECT (count(*) FILTER (WHERE t.v ${operator} q.v <= far.farthest))::float8 / (10 * (SELECT count(*) FROM far)) AS recall
      FROM found f JOIN ${shape} t USING (id) JOIN ${shape}_fresh q ON q.id = f.query JOIN far ON far.query = f.query`);
    return rows[0]?.recall ?? 0;
  } finally {
    await client.query("ROLLBACK");
  }
}
