import { describe, expect, it } from "vitest";
import { isReindexLeftover, sideNames } from "../../../sql/index/side-names.ts";

const bytes = (text: string) => Buffer.byteLength(text);

describe("sideNames", () => {
  it("stand beside the name", () => {
    expect(sideNames("items_idx")).toEqual({
      next: "items_idx_pgstack_new",
      previous: "items_idx_pgstack_old",
    });
  });

  it("of two long names that begin alike differ, and are no longer than PostgreSQL takes", () => {
    const names = ["a", "b"].map((end) => `${"x".repeat(62)}${end}`);
    const sides = names.flatMap((name) => Object.values(sideNames(name)));
    expect(new Set(sides).size).toBe(4);
    expect(sides.map(bytes)).toEqual([63, 63, 63, 63]);
    expect(sideNames(names[0] ?? "")).toEqual(sideNames(names[0] ?? ""));
  });

  it.each([51, 52])("are cut only when they have to be: a name of %d bytes", (length) => {
    const { next } = sideNames("x".repeat(length));
    expect([bytes(next), next.startsWith(`${"x".repeat(51)}_`)]).toEqual([63, length === 51]);
  });

  it("keep characters whole", () => {
    const { next } = sideNames("é".repeat(31));
    expect(bytes(next)).toBeLessThanOrEqual(63);
    expect(next).toMatch(/^é+_[0-9a-f]{8}_pgstack_new$/);
  });
});

describe("isReindexLeftover", () => {
  const long = "x".repeat(63);
  it.each([
    ["items_idx", "items_idx_ccnew", true],
    ["items_idx", "items_idx_ccold1", true],
    ["items_idx", "items_idx_ccnew12", true],
    ["items_idx", "items_idx2_ccnew", false],
    ["items_idx", "items_idx", false],
    ["items_idx", "items_idx_ccnewer", false],
    [long, `${"x".repeat(57)}_ccnew`, true],
    [long, `${"x".repeat(56)}_ccnew1`, true],
    [long, `${"x".repeat(50)}_ccnew`, false],
  ])("of %s: %s is %s", (name, candidate, is) => {
    expect(isReindexLeftover(name, candidate)).toBe(is);
  });
});
