import { pgbench } from "../pgbench.ts";
import type { DataSet } from "../scene.ts";
import { statement } from "./statement.ts";

const rows = 50_000;
const dimensions = 512;

const nearest = `\\set id random(1, ${rows})
SELECT id FROM items ORDER BY embedding <=> (SELECT embedding FROM items WHERE id = :id) LIMIT 10;`;

/** A graph of about 150 MB: more than 64 MB of `maintenance_work_mem`, less than what profile vector has. */
export const embeddings: DataSet = {
  name: "embeddings",
  about: `${rows} vectors of ${dimensions} dimensions`,
  async prepare(server) {
    await server.sql(
      "bench",
      `CREATE EXTENSION vector;
       SELECT setseed(0.5);
       CREATE TABLE items (id int PRIMARY KEY, embedding vector(${dimensions}) NOT NULL);
       ALTER TABLE items ALTER COLUMN embedding SET STORAGE PLAIN;
       INSERT INTO items
         SELECT n, (SELECT array_agg(random()::real + n * 0 * d) FROM generate_series(1, ${dimensions}) d)::vector
         FROM generate_series(1, ${rows}) n;
       VACUUM ANALYZE items;
       CHECKPOINT;`,
    );
  },
  cases: [
    {
      ...statement(
        "embeddings, build of HNSW",
        "DROP INDEX IF EXISTS items_embedding;\nCREATE INDEX items_embedding ON items USING hnsw (embedding vector_cosine_ops)",
        { memoryLimited: true },
      ),
      rounds: 2,
    },
    {
      name: "embeddings, nearest ten, 8 clients",
      memoryLimited: false,
      run: (server, seconds) =>
        pgbench(server, { database: "bench", clients: 8, seconds }, ["--file=-"], nearest),
    },
  ],
};
