import { describe, expect, it } from "vitest";
import {
  countIndexed,
  nearest,
  nearestKeys,
  sampleQuery,
  sampleRows,
} from "../../../sql/index/vector-queries.ts";

const plain = {
  schema: "rag",
  table: "chunks",
  key: "embedding",
  type: "vector(3)",
  operator: "OPERATOR(public.<=>)",
  predicate: null,
};
const partial = { ...plain, key: "(embedding)::halfvec(3)", type: "halfvec(3)", predicate: "(kind = 1)" };

describe("queries against a vector index", () => {
  it("ask for the nearest rows in the index's own terms", () => {
    expect(nearest(plain)).toBe(
      'SELECT tableoid::text || ctid::text AS row, (embedding) OPERATOR(public.<=>) $1::vector(3) AS distance FROM "rag"."chunks" ORDER BY (embedding) OPERATOR(public.<=>) $1::vector(3) LIMIT $2',
    );
    expect(nearestKeys(partial)).toBe(
      'SELECT ((embedding)::halfvec(3))::text AS vector FROM "rag"."chunks" WHERE ((kind = 1)) ORDER BY ((embedding)::halfvec(3)) OPERATOR(public.<=>) $1::halfvec(3) LIMIT $2',
    );
  });

  it("count and choose the rows that the index holds", () => {
    expect(countIndexed(partial)).toBe(
      'SELECT count(*)::float8 AS rows FROM (SELECT FROM "rag"."chunks" WHERE ((kind = 1)) AND (((embedding)::halfvec(3)) IS NOT NULL) LIMIT $1) AS indexed',
    );
    expect(sampleRows(plain)).toContain(
      'SELECT tableoid, ctid FROM "rag"."chunks" WHERE ((embedding) IS NOT NULL) ORDER BY hashtextextended(tableoid::text || ctid::text, $2), tableoid::text || ctid::text LIMIT $1',
    );
  });

  it("take a query as it is, whatever it ends with", () => {
    expect(sampleQuery("SELECT v FROM asked -- all\n;", plain)).toBe(
      "SELECT vector FROM (SELECT vector::vector(3)::text AS vector FROM (\nSELECT v FROM asked -- all\n\n) AS asked (vector) WHERE vector IS NOT NULL) AS texts ORDER BY hashtextextended(vector, $2), vector LIMIT $1",
    );
  });
});
