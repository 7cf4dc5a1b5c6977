import { describe, expect, it } from "vitest";
import { serverOfFile } from "./server-of-file.ts";

const server = serverOfFile();

describe("extensions", () => {
  it("are there to be created, and work", async () => {
    const names = [
      "btree_gin",
      "btree_gist",
      "citext",
      "fuzzystrmatch",
      "hstore",
      "ltree",
      "pg_stat_statements",
    ];
    names.push("pg_trgm", "pgcrypto", "tablefunc", "unaccent", "uuid-ossp", "vector");
    for (const name of names) await server.admin.query(`CREATE EXTENSION "${name}"`);
    const { rows } = await server.admin.query(
      `SELECT similarity('word', 'words') > 0.5 AS trgm, 'A'::citext = 'a' AS citext, unaccent('é') AS accent,
              encode(digest('a', 'md5'), 'hex') AS digest, uuid_generate_v4() IS NOT NULL AS uuid,
              levenshtein('a', 'b') AS distance, '[1,2]'::vector <-> '[1,4]' AS far`,
    );
    expect(rows).toEqual([
      {
        trgm: true,
        citext: true,
        accent: "e",
        digest: "0cc175b9c0f1b6a831c399e269772661",
        uuid: true,
        distance: 1,
        far: 2,
      },
    ]);
    const { rows: counted } = await server.admin.query(
      "SELECT calls > 0 AS called FROM pg_stat_statements LIMIT 1",
    );
    expect(counted).toEqual([{ called: true }]);
  });

  it("build an HNSW index concurrently, which is then used", async () => {
    await server.admin.query("CREATE TABLE chunks (id int PRIMARY KEY, embedding vector(64))");
    await server.admin.query(
      `INSERT INTO chunks SELECT n, (SELECT array_agg(sin(n * d)) FROM generate_series(1, 64) AS d)::vector
       FROM generate_series(1, 3000) AS n`,
    );
    await server.admin.query(
      "CREATE INDEX CONCURRENTLY near ON chunks USING hnsw (embedding vector_cosine_ops) WITH (m = 16, ef_construction = 64)",
    );
    const { rows: valid } = await server.admin.query(
      "SELECT indisvalid FROM pg_index WHERE indexrelid = 'near'::regclass",
    );
    expect(valid).toEqual([{ indisvalid: true }]);
    const nearest = "FROM chunks ORDER BY embedding <=> (SELECT embedding FROM chunks WHERE id = 42) LIMIT 1";
    const { rows: plan } = await server.admin.query(`EXPLAIN SELECT id ${nearest}`);
    expect(plan.map((row) => row["QUERY PLAN"]).join("\n")).toContain("Index Scan using near on chunks");
    expect((await server.admin.query(`SELECT id ${nearest}`)).rows).toEqual([{ id: 42 }]);
    await server.admin.query("REINDEX INDEX CONCURRENTLY near; ");
    await server.admin.query("DROP INDEX CONCURRENTLY near");
  });
});
