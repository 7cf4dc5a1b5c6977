import { describe, expect, it } from "vitest";
import {
  catalogDifference,
  differenceLines,
  isEqual,
} from "../../../operations/catalog/catalog-difference.ts";

describe("catalogDifference", () => {
  it("finds nothing between equal lists", () => {
    const difference = catalogDifference(["a", "b", "b"], ["a", "b", "b"]);
    expect(difference).toEqual({ missing: [], extra: [] });
    expect(isEqual(difference)).toBe(true);
  });

  it("counts lines that stand there more than once", () => {
    const difference = catalogDifference(["a", "a", "b"], ["a", "c"]);
    expect(difference).toEqual({ missing: ["a", "b"], extra: ["c"] });
    expect(isEqual(difference)).toBe(false);
    expect(differenceLines(difference)).toEqual(["- a", "- b", "+ c"]);
  });

  it("cuts a line that is pages long", () => {
    const [line] = differenceLines({ missing: ["x".repeat(1_000)], extra: [] });
    expect(line).toBe(`- ${"x".repeat(200)}…`);
  });
});
