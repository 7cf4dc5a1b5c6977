import { describe, expect, it } from "vitest";
import { faultsOfPgvector } from "../../../model/pgvector-faults.ts";

describe("faultsOfPgvector", () => {
  it.each([
    ["0.4.4", []],
    ["0.5.0", ["hnsw-vacuum"]],
    ["0.5.1", ["hnsw-vacuum"]],
    ["0.6.0", ["parallel-hnsw-build", "hnsw-vacuum"]],
    ["0.8.0", ["parallel-hnsw-build", "hnsw-vacuum"]],
    ["0.8.1", ["parallel-hnsw-build", "hnsw-vacuum"]],
    ["0.8.2", ["hnsw-vacuum"]],
    ["0.8.3", []],
    ["0.8.10", []],
    ["0.10.0", []],
    ["1.0.0", []],
    ["0.8", ["parallel-hnsw-build", "hnsw-vacuum"]],
    ["unreleased", []],
  ])("of %s are %j", (version, ids) => {
    expect(faultsOfPgvector(version).map(({ id }) => id)).toEqual(ids);
  });
});
