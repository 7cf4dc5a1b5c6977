import { expect, it } from "vitest";
import { builtAgain } from "../../../operations/index/recall/built-again.ts";

it.each([
  ["the same", "10:20.20", "10:20.20", false],
  ["a new file", "10:20.20", "10:20.31", true],
  ["a new index", "10:20.20", "10:31.31", true],
  ["a table that was made again", "10:20.20", "30:31.31", true],
  ["a partition more", "10:20.0 11:21.21", "10:20.0 11:21.21 12:22.22", false],
  ["a partition less", "10:20.0 11:21.21 12:22.22", "10:20.0 12:22.22", false],
  ["a partition built again beside a new one", "10:20.0 11:21.21", "10:20.0 11:32.32 12:22.22", true],
])("of an index with %s", (_what, then, now, expected) => {
  expect(builtAgain(then, now)).toBe(expected);
});
