import { describe, expect, it } from "vitest";
import { findValue } from "../../../operations/index/recall/find-value.ts";

/** Finds a value where all from `from` on meet the goal, and gives what was tried, in order. */
async function find(from: number, least: number, most: number) {
  const tried: number[] = [];
  const measure = async (value: number) => {
    tried.push(value);
    const atLeast = value >= from ? 1 : 0;
    return { value, recall: atLeast, atLeast, milliseconds: 1 };
  };
  const { value, curve } = await findValue({ least, most, goal: 0.9, measure });
  expect(curve.map((point) => point.value)).toEqual(tried.toSorted((one, other) => one - other));
  return { value, tried };
}

describe("the search for the smallest value", () => {
  it("is done at once where the least meets the goal", async () => {
    expect(await find(1, 40, 1000)).toEqual({ value: 40, tried: [40] });
  });

  it("doubles, then halves the gap", async () => {
    expect(await find(100, 40, 1000)).toEqual({ value: 100, tried: [40, 80, 160, 120, 100, 90, 95, 97] });
  });

  it("tries the largest last, and says when it does not do", async () => {
    expect(await find(2000, 40, 1000)).toEqual({
      value: undefined,
      tried: [40, 80, 160, 320, 640, 1000],
    });
    expect((await find(1000, 40, 1000)).value).toBe(1000);
  });

  it.each([1, 2, 3, 7, 19, 50, 99, 100])("finds %d of 1 to 100, to within a twentieth", async (from) => {
    const { value = 0 } = await find(from, 1, 100);
    expect(value).toBeGreaterThanOrEqual(from);
    expect(value - from).toBeLessThanOrEqual(Math.floor(from / 20));
  });

  it("never goes beyond the largest, also where the least is above it", async () => {
    expect(await find(1, 5, 3)).toEqual({ value: 3, tried: [3] });
    expect(await find(9, 5, 3)).toEqual({ value: undefined, tried: [3] });
  });
});
