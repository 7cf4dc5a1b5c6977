import { afterEach, expect, it, vi } from "vitest";
import { main } from "../../../cli/main.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

it.each([
  [["--full"], "error: option '--full' needs --offline"],
  [["--format", "terraform"], "error: option '--format' needs --offline"],
  [["--offline", "--refresh"], "error: option '--offline' cannot be used with option '--refresh'"],
  [
    ["--offline", "--json", "--format", "terraform"],
    "error: option '--format <name>' cannot be used with option '--json'",
  ],
  [
    ["--offline", "--format", "yaml"],
    "error: option '--format <name>' argument 'yaml' is invalid. Allowed choices are terraform.",
  ],
])("refuses preview %j as misuse", async (options, message) => {
  let told = "";
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    told += text;
    return true;
  });
  expect(await main(["preview", ...options])).toBe(2);
  expect(told.split("\n")[0]).toBe(message);
});
