import { describe, expect, it } from "vitest";
import { fewestQueries, queriesOf } from "../../../model/recall-goal.ts";
import { lowerBound } from "../../../operations/index/recall/lower-bound.ts";
import { random } from "../../../operations/index/recall/random.ts";

type Draw = () => number;
/** For 4,500 measurements of each shape, in milliseconds. */
const patience = 60_000;
const tenth = (value: number) => Math.round(value * 10) / 10;

/** Shapes that the recall of queries has, with the mean of each. */
const shapes: readonly [string, number, (next: Draw) => number][] = [
  ["all or nothing, one in 60 fails", 59 / 60, (next) => (next() < 1 / 60 ? 0 : 1)],
  ["all or nothing, one in 20 fails", 0.95, (next) => (next() < 0.05 ? 0 : 1)],
  [
    "each of ten neighbours missed on its own",
    0.95,
    (next) => Array.from({ length: 10 }, next).filter((x) => x < 0.95).length / 10,
  ],
  ["a tenth of the queries hard, others perfect", 0.95, (next) => (next() < 0.1 ? tenth(next()) : 1)],
  ["two kinds, one of them hopeless", 0.9, (next) => (next() < 0.5 ? 0.8 : 1)],
  ["anything between all and nothing", 0.5, next0],
];
function next0(next: Draw): number {
  return next();
}

describe("the bound on the recall of queries that were not asked", () => {
  it.each(shapes)(
    "holds in 98 of 100 measurements and more: %s",
    (_shape, mean, draw) => {
      const next = random(7);
      for (const queries of [106, 200, 400]) {
        const runs = 1500;
        let wrong = 0;
        for (let run = 0; run < runs; run++)
          if (lowerBound(Array.from({ length: queries }, () => draw(next))) > mean) wrong++;
        expect(wrong / runs).toBeLessThan(0.02);
      }
    },
    patience,
  );

  it("does not take a sample without a failure for proof", () => {
    expect(lowerBound(Array.from({ length: 200 }, () => 1))).toBeCloseTo(0.974, 3);
    expect(lowerBound([])).toBe(0);
    expect(lowerBound([1])).toBe(0);
  });

  it.each([0.5, 0.9, 0.95, 0.99, 0.999])(
    "reaches %d with the fewest queries that are allowed for it",
    (goal) => {
      const fewest = fewestQueries(goal);
      expect(lowerBound(Array.from({ length: fewest }, () => 1))).toBeGreaterThanOrEqual(goal);
      expect(lowerBound(Array.from({ length: Math.floor(fewest * 0.95) - 3 }, () => 1))).toBeLessThan(goal);
      expect(queriesOf({ atLeast: goal })).toBeGreaterThanOrEqual(fewest);
    },
  );

  it("asks as many queries as the goal says, or as it takes", () => {
    expect([0.5, 0.95, 0.99, 0.999].map((atLeast) => queriesOf({ atLeast }))).toEqual([200, 400, 1000, 5300]);
    expect(queriesOf({ atLeast: 0.95, queries: 150 })).toBe(150);
  });
});
