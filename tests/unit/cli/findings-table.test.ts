import { describe, expect, it } from "vitest";
import { findingsTable } from "../../../cli/output/findings-table.ts";
import type { Styler } from "../../../cli/output/style.ts";
import type { Finding } from "../../../operations/doctor/finding.ts";

const plain = (text: string) => text;
const style: Styler = { bold: plain, dim: plain, green: plain, yellow: plain, red: plain, cyan: plain };
const node: Finding = { name: "Node.js", level: "ok", found: "24.21.0" };
const cli: Finding = {
  name: "Pulumi CLI",
  level: "warn",
  found: "none yet; Go 1.26.8 can build one",
  mend: "`npm run up` builds it, once, in minutes.",
};
const port: Finding = {
  name: "Port",
  level: "fail",
  found: "5455 is taken by another program",
  mend: "End it.",
};

describe("findingsTable", () => {
  it("puts what to do below what was found, and sums up", () => {
    expect(findingsTable([node, cli], 120, style).split("\n")).toEqual([
      "ok    Node.js     24.21.0",
      "warn  Pulumi CLI  none yet; Go 1.26.8 can build one",
      "                  `npm run up` builds it, once, in minutes.",
      "",
      "Nothing keeps the stack from running.",
    ]);
  });

  it("names what keeps the stack from running", () => {
    expect(findingsTable([port], 120, style).split("\n").at(-1)).toBe(
      "To be mended before the stack runs: Port.",
    );
  });

  it.each([60, 80, 120])("keeps within %i columns", (columns) => {
    const long: Finding = { ...cli, found: "word ".repeat(60).trim() };
    const widest = Math.max(
      ...findingsTable([node, long], columns, style)
        .split("\n")
        .map((line) => line.length),
    );
    expect(widest).toBeLessThanOrEqual(Math.min(columns, 100));
    expect(widest).toBeGreaterThan(Math.min(columns, 100) - 10);
  });
});
