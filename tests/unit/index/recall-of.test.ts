import { describe, expect, it } from "vitest";
import { curveText } from "../../../operations/index/recall/curve-text.ts";
import { movedVector } from "../../../operations/index/recall/moved-vector.ts";
import { random, randomDirection } from "../../../operations/index/recall/random.ts";
import { answerOf, recallOf } from "../../../operations/index/recall/recall-of.ts";

const rows = (...distances: number[]) => distances.map((distance, at) => ({ row: `r${at}`, distance }));
const question = { vector: "[1]", count: 3, farthest: 2 };

describe("recall of one query", () => {
  it.each([
    ["everything", [1, 1.5, 2], 1],
    ["two of three", [1, 2, 2.5], 2 / 3],
    ["other rows as far as the last one", [2, 2, 2], 1],
    ["nothing", [], 0],
    ["none that is near", [3, 4, 5], 0],
  ])("counts %s", (_what, distances, recall) => {
    expect(recallOf(question, rows(...distances), 3)).toBe(recall);
  });

  it("leaves out the row that is asked for its neighbours, found or not", () => {
    const own = { ...question, self: "r0" };
    expect(answerOf(own, rows(0, 1, 1.5, 2), 3).map(({ row }) => row)).toEqual(["r1", "r2", "r3"]);
    expect(recallOf(own, rows(0, 1, 1.5, 2), 3)).toBe(1);
    expect(recallOf({ ...question, self: "elsewhere" }, rows(1, 1.5, 2, 2), 3)).toBe(1);
  });

  it("is of the rows there are, where there are fewer than asked for", () => {
    expect(recallOf({ ...question, count: 2 }, rows(1, 2), 3)).toBe(1);
    expect(recallOf({ ...question, count: 0 }, [], 3)).toBe(1);
  });
});

describe("a row moved a little", () => {
  const length = (vector: readonly number[]) => Math.hypot(...vector);
  const apart = (one: readonly number[], other: readonly number[]) =>
    length(one.map((value, at) => value - (other[at] ?? 0)));

  it("is as far away as the next neighbour, and nowhere twice", () => {
    const next = random(1);
    const [one, other] = [
      movedVector([3, 4, 0], [3, 4, 2], false, next),
      movedVector([3, 4, 0], [3, 4, 2], false, next),
    ];
    expect(apart(one, [3, 4, 0])).toBeCloseTo(2, 10);
    expect(apart(other, [3, 4, 0])).toBeCloseTo(2, 10);
    expect(apart(one, other)).toBeGreaterThan(0.1);
  });

  it("has no regard to lengths where the distance has none", () => {
    // The neighbour has the same direction, and is ten times as long.
    expect(apart(movedVector([3, 4], [30, 40], true, random(1)), [3, 4])).toBeCloseTo(0, 10);
    expect(apart(movedVector([3, 4], [-4, 3], true, random(1)), [3, 4])).toBeCloseTo(5 * Math.SQRT2, 10);
  });

  it("stays where it is when a copy of it is its next neighbour, or it is nothing but zeros", () => {
    expect(movedVector([1, 2], [1, 2], false, random(1))).toEqual([1, 2]);
    expect(movedVector([0, 0], [0, 0], true, random(1))).toEqual([0, 0]);
  });

  it("is the same for the same seed", () => {
    expect(randomDirection(8, random(3))).toEqual(randomDirection(8, random(3)));
    expect(randomDirection(8, random(3))).not.toEqual(randomDirection(8, random(4)));
    expect(length(randomDirection(100, random(5)))).toBeCloseTo(1, 12);
  });
});

describe("a curve", () => {
  it("is a table with bars", () => {
    const point = (value: number, recall: number) => ({
      value,
      recall,
      atLeast: recall - 0.02,
      milliseconds: 1.25,
    });
    expect(curveText("hnsw.ef_search", [point(40, 0.5), point(1000, 0.9712)])).toEqual([
      "hnsw.ef_search  recall  for sure  ms a query",
      "            40   0.500     0.480         1.3  ██████████",
      "          1000   0.971     0.951         1.3  ███████████████████▍",
    ]);
  });
});
