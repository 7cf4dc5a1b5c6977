import { describe, expect, it } from "vitest";
import { fittingLists, listsAdvice } from "../../../operations/index/lists-advice.ts";

const index = (lists?: number) => ({
  method: "ivfflat" as const,
  storage: lists === undefined ? [] : [`lists=${lists}`],
});

describe("lists of an ivfflat index", () => {
  it.each([
    [1, 1],
    [50_000, 50],
    [1_000_000, 1000],
    [4_000_000, 2000],
  ])("are, for %d rows, %d", (rows, lists) => {
    expect(fittingLists(rows)).toBe(lists);
  });

  it("are not spoken of while they are within four times of what fits", () => {
    expect(listsAdvice(index(100), 100_000)).toBeUndefined();
    expect(listsAdvice(index(100), 399_000)).toBeUndefined();
    expect(listsAdvice(index(100), 26_000)).toBeUndefined();
    expect(listsAdvice(index(100), 9_999)).toBeUndefined();
    expect(listsAdvice({ method: "hnsw", storage: [] }, 10_000_000)).toBeUndefined();
  });

  it("are outgrown", () => {
    expect(listsAdvice(index(100), 400_000)).toBe(
      "100 lists are outgrown, and each query reads much of the table; about 400,000 rows ask for 400: declare with: { lists: 400 }, and `up` builds it beside this one",
    );
    expect(listsAdvice(index(), 400_000)).toBe(listsAdvice(index(100), 400_000));
  });

  it("are more than the rows fill", () => {
    expect(listsAdvice(index(1000), 20_000)).toContain("1000 lists are more than its rows fill");
  });
});
