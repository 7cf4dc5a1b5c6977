import { describe, expect, it } from "vitest";
import { checkPgvector } from "../../../operations/doctor/checks/pgvector.ts";

describe("checkPgvector", () => {
  it("warns of each fault, with what keeps it from happening and what ends it", () => {
    expect(checkPgvector("0.8.0")).toEqual([
      {
        name: "pgvector",
        level: "warn",
        found:
          "0.8.0 can crash the server or show rows of other tables when an HNSW index is built by several processes; " +
          "HNSW indexes are built here by one process each",
        mend: "Install pgvector 0.8.2 or newer on the server, then run ALTER EXTENSION vector UPDATE.",
      },
      {
        name: "pgvector",
        level: "warn",
        found:
          "0.8.0 can damage an HNSW index when its table is vacuumed while rows are added; " +
          "after such a time build the index again: REINDEX INDEX CONCURRENTLY",
        mend: "Install pgvector 0.8.3 or newer on the server, then run ALTER EXTENSION vector UPDATE.",
      },
    ]);
  });

  it("has nothing to say of a version without them", () => {
    expect(checkPgvector("0.8.3")).toEqual([]);
  });
});
