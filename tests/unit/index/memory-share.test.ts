import { describe, expect, it } from "vitest";
import { memoryShare } from "../../../operations/index/with-build-parameters.ts";

const MB = 1024;

describe("memoryShare", () => {
  it.each([
    ["one build has all of it", 8192 * MB, 128 * MB, 1, undefined],
    ["two fit into the buffers", 64 * MB, 128 * MB, 2, undefined],
    ["three do not", 64 * MB, 128 * MB, 3, Math.floor((128 * MB) / 3)],
    ["a megabyte is the least there is", 64 * MB, 8 * MB, 16, MB],
  ])("%s", (_case, maintenance, buffers, atOnce, share) => {
    expect(memoryShare({ maintenance, buffers }, atOnce)).toBe(share);
  });
});
