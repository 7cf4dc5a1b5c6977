import { describe, expect, it } from "vitest";
import { keys } from "../../../settings/keys/keys.ts";
import { nearest } from "../../../settings/nearest.ts";

describe("nearest", () => {
  it.each([
    ["sever", "server"],
    ["prot", "port"],
    ["memroy", "memory"],
    ["data_folder", "dataFolder"],
    ["DataFolder", "dataFolder"],
    ["data-base", "database"],
    ["embedingDimension", "embeddingDimensions"],
    ["foreignKeyIndices", "foreignKeyIndexes"],
  ])("takes %s for %s", (word, meant) => {
    expect(nearest(word, Object.keys(keys))).toBe(meant);
  });

  it.each(["adminPassword", "user", "size", "demo", "x", ""])("takes %j for nothing near", (word) => {
    expect(nearest(word, Object.keys(keys))).toBeUndefined();
  });

  it("takes letters that changed places for one slip", () => {
    expect(nearest("dve", ["dev", "prod"])).toBe("dev");
  });

  it("takes the nearest of several", () => {
    expect(nearest("demoSede", ["demoScale", "demoSeed"])).toBe("demoSeed");
  });
});
