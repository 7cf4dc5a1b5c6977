import { describe, expect, it } from "vitest";
import { choose, chooseSkewed, chooseWeighted } from "../../../pipelines/commerce/choose.ts";
import { draws } from "../../../pipelines/commerce/draws.ts";

describe("draws", () => {
  it("gives the same numbers for the same seed, stream and index, on every machine", () => {
    const draw = draws(42, 1, 1);
    expect([draw(), draw(), draw()]).toEqual([0.2842793855816126, 0.8789163236506283, 0.22103026136755943]);
  });

  it("gives other numbers for another seed, stream or index", () => {
    const first = [draws(42, 1, 1), draws(43, 1, 1), draws(42, 2, 1), draws(42, 1, 2)].map((draw) => draw());
    expect(new Set(first).size).toBe(4);
  });

  it("spreads evenly over [0, 1)", () => {
    const tenths = new Array<number>(10).fill(0);
    for (let index = 0; index < 100_000; index++) {
      const tenth = Math.floor(draws(7, 3, index)() * 10);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    expect(Math.min(...tenths)).toBeGreaterThan(9_600);
    expect(Math.max(...tenths)).toBeLessThan(10_400);
  });
});

describe("choose", () => {
  it("takes each choice for its part of [0, 1)", () => {
    expect([0, 0.33, 0.34, 0.99].map((value) => choose(() => value, ["a", "b", "c"]))).toEqual([
      "a",
      "a",
      "b",
      "c",
    ]);
  });

  it("refuses an empty list", () => {
    expect(() => choose(() => 0, [])).toThrow(new RangeError("nothing to choose from"));
  });
});

describe("chooseWeighted", () => {
  it("takes each choice for as long as its weight", () => {
    const choices = [
      ["a", 0.25],
      ["b", 0.5],
      ["c", 0.25],
    ] as const;
    const values = [0, 0.24, 0.25, 0.74, 0.75, 0.999_999_999];
    expect(values.map((value) => chooseWeighted(() => value, choices))).toEqual([
      "a",
      "a",
      "b",
      "b",
      "c",
      "c",
    ]);
  });

  it("takes the last where rounding leaves a rest", () => {
    expect(chooseWeighted(() => 0.999, [["a", 0.9]])).toBe("a");
  });
});

describe("chooseSkewed", () => {
  it("is uniform at evenness 1", () => {
    expect([0, 0.25, 0.5, 0.999].map((value) => chooseSkewed(() => value, 100, 1))).toEqual([1, 26, 51, 100]);
  });

  it("prefers low numbers at evenness 0, and stays within bounds", () => {
    expect([0, 0.5, 0.9, 0.999_999_999_9].map((value) => chooseSkewed(() => value, 1_000, 0))).toEqual([
      1, 126, 730, 1_000,
    ]);
  });
});
