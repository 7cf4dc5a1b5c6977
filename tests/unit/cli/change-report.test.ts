import { describe, expect, it } from "vitest";
import { type ChangeReport, changeReport } from "../../../cli/output/change-report.ts";
import type { Styler } from "../../../cli/output/style.ts";

const plain = new Proxy({}, { get: () => (text: string) => text }) as Styler;
const files: ChangeReport["files"] = [
  {
    version: 3,
    label: "0003_t_b_swap",
    does: "swaps",
    lock: "brief",
    application: "may use b",
    up: "UP;\n",
    down: "DOWN;\n",
  },
  {
    version: 4,
    label: "0004_t_b_drop_it",
    does: "drops",
    lock: "brief",
    application: "must use b",
    up: "UP2;\n",
    down: "DOWN2;\n",
  },
];
const report = { schema: "shop", title: "rename shop.t.a to b", files, warnings: [], dryRun: false };

describe("changeReport", () => {
  it("says of each migration what it does, its lock, and when the application follows", () => {
    expect(changeReport(report, plain)).toBe(
      [
        "rename shop.t.a to b",
        "2 migrations written to migrations/shop/, each with its lock",
        "",
        "  0003_t_b_swap     swaps",
        "                    brief",
        "                    the application may use b",
        "  0004_t_b_drop_it  drops",
        "                    brief",
        "                    the application must use b",
        "",
        "Next: bring all but 0004_t_b_drop_it to the database, deploy the application, then the last one.",
        "Both its files in a commit of their own, with that deployment, are the simplest way.",
        "",
      ].join("\n"),
    );
  });

  it("breaks long warnings, and prints the files on a dry run", () => {
    const warnings = [`${"word ".repeat(20)}end.`];
    expect(changeReport({ ...report, files: files.slice(0, 1), warnings, dryRun: true }, plain)).toBe(
      [
        "rename shop.t.a to b",
        "1 migration for migrations/shop/, each with its lock",
        "",
        "  0003_t_b_swap  swaps",
        "                 brief",
        "                 the application may use b",
        "",
        `  ! ${"word ".repeat(19).trim()}`,
        "    word end.",
        "",
        "migrations/shop/0003_t_b_swap.up.sql",
        "UP;",
        "",
        "migrations/shop/0003_t_b_swap.down.sql",
        "DOWN;",
        "",
      ].join("\n"),
    );
  });
});
