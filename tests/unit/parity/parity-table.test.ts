import { describe, expect, it } from "vitest";
import { parityTable } from "../../../cli/output/parity/parity-table.ts";
import { styler } from "../../../cli/output/style.ts";
import type { ParityReport } from "../../../operations/parity/check-parity.ts";
import { parityOf } from "./inputs.ts";

const plain = styler({ isTTY: false } as NodeJS.WriteStream);
const report: ParityReport = {
  items: [
    { area: "server", name: "major version", dev: "17", prod: "17", verdict: "same", why: "plans" },
    {
      area: "server",
      name: "collation",
      dev: "C",
      prod: "de",
      verdict: "differs",
      why: "how text is sorted",
    },
    { area: "parameters", name: "jit", dev: "0", prod: "1", verdict: "allowed", why: "long reports alone" },
    {
      area: "parameters",
      name: "temp_file_limit",
      dev: "1",
      prod: "2",
      verdict: "nature",
      why: "follows storage",
    },
    { area: "roles", name: "role a", dev: "declared", prod: "declared", verdict: "same", why: "" },
  ],
  unusedExceptions: ["lock_timeout"],
};
const shown = (all: boolean, items = report.items) =>
  parityTable({ ...report, items }, "dev beside prod", { all, columns: 70, style: plain }).split("\n");

describe("parityTable", () => {
  it("shows what is not the same, with the reason, and counts the rest", () => {
    expect(shown(false)).toEqual([
      "dev beside prod",
      "",
      `Server${"1 of 2 the same".padStart(64)}`,
      "  differs collation  dev C, prod de",
      "          how text is sorted",
      `Parameters${"0 of 2 the same".padStart(60)}`,
      "  allowed jit  dev 0, prod 1",
      "          long reports alone",
      "  expect  temp_file_limit  dev 1, prod 2",
      "          follows storage",
      `Roles${"1 the same".padStart(65)}`,
      "",
      'The exception "lock_timeout" allows nothing: there is no such',
      "difference.",
      "1 of 5 differ: collation. Mend them, or allow them in",
      "pgstack:parityExceptions with a reason.",
    ]);
  });

  it("shows also what is the same, when asked", () => {
    expect(shown(true)).toContain("  same    major version  17");
  });

  it("says when nothing differs", () => {
    const items = report.items.filter(({ verdict }) => verdict !== "differs");
    expect(shown(false, items).at(-1)).toBe(
      "dev is what prod is: 2 of 4 the same, 1 as the servers are, 1 allowed.",
    );
  });

  it("has no line wider than the terminal", () => {
    for (const kind of ["docker", "embedded"] as const) {
      const text = parityTable(parityOf({ kind }), "dev beside prod", {
        all: true,
        columns: 80,
        style: plain,
      });
      expect(Math.max(...text.split("\n").map(({ length }) => length))).toBeLessThanOrEqual(80);
    }
  });
});
