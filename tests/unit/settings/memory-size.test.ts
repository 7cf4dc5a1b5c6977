import { describe, expect, it } from "vitest";
import { formatMemorySize, parseMemorySize } from "../../../settings/memory-size.ts";

describe("parseMemorySize", () => {
  it.each([
    ["512MB", 536_870_912],
    ["512 MB", 536_870_912],
    ["512mb", 536_870_912],
    ["512MiB", 536_870_912],
    ["1GB", 1_073_741_824],
    ["1GiB", 1_073_741_824],
    ["0.5 GB", 536_870_912],
    ["1.5GB", 1_610_612_736],
    ["64kB", 65_536],
    ["1TB", 1_099_511_627_776],
    ["100B", 100],
    ["0MB", 0],
  ])("reads %s", (text, bytes) => {
    expect(parseMemorySize(text)).toBe(bytes);
  });

  it.each(["4 apples", "512", "MB", "-1MB", "1e3MB", ".5GB", "1,5GB", "1PB", "512MB extra", ""])(
    "takes %j for no size",
    (text) => {
      expect(parseMemorySize(text)).toBeUndefined();
    },
  );
});

describe("formatMemorySize", () => {
  it.each([
    [536_870_912, "512MB"],
    [2_147_483_648, "2GB"],
    [1_610_612_736, "1536MB"],
    [65_536, "64kB"],
    [1000, "1000B"],
    [0, "0B"],
  ])("writes %d as %s", (bytes, text) => {
    expect(formatMemorySize(bytes)).toBe(text);
  });

  it("writes what parseMemorySize reads back", () => {
    for (const bytes of [1, 1024, 1_048_577, 268_435_456]) {
      expect(parseMemorySize(formatMemorySize(bytes))).toBe(bytes);
    }
  });
});
