import { describe, expect, it } from "vitest";
import { usEast1 } from "../../../aws/prices/us-east-1.ts";
import { costDifference } from "../../../cli/output/cost/cost-difference.ts";
import { costTable } from "../../../cli/output/cost/cost-table.ts";
import { styler } from "../../../cli/output/style.ts";
import { compareEstimates } from "../../../cost/compare-estimates.ts";
import { estimateMonth } from "../../../cost/estimate-month.ts";
import { productionDefaults } from "../../../settings/production/production-defaults.ts";

const plain = styler({ isTTY: false } as NodeJS.WriteStream);
const line = (item: string, monthly: number) => ({ group: "compute" as const, item, monthly });

describe("compareEstimates", () => {
  const before = [line("primary", 100), line("replicas", 50), line("bastion", 3)];
  const after = [line("primary", 150), line("bastion", 3), line("proxy", 20.5)];

  it("has what changed, is new and is gone, and not what stayed", () => {
    expect(compareEstimates(before, after)).toEqual({
      before: 153,
      after: 173.5,
      change: 20.5,
      lines: [
        { group: "compute", item: "primary", before: 100, after: 150, change: 50 },
        { group: "compute", item: "proxy", after: 20.5, change: 20.5 },
        { group: "compute", item: "replicas", before: 50, change: -50 },
      ],
    });
  });

  it("is shown line by line, with the sum, and what is above the budget", () => {
    const shown = costDifference(compareEstimates(before, after), { stack: "prod", budget: 170 }, 60, plain);
    expect(shown.split("\n")).toEqual([
      "Stack prod: +20.50 US dollars a month, 173.50 in place of 153.00",
      "",
      "  primary                       100.00 -> 150.00      +50.00",
      "  proxy                             new -> 20.50      +20.50",
      "  replicas                         50.00 -> gone      -50.00",
      "  total                         153.00 -> 173.50      +20.50",
      "3.50 above the budget of 170.00.",
    ]);
  });

  it("says when nothing changes", () => {
    expect(costDifference(compareEstimates(before, before), { stack: "prod", budget: 170 }, 60, plain)).toBe(
      "Stack prod costs as much as before: 153.00 US dollars a month.",
    );
  });
});

describe("costTable", () => {
  const month = estimateMonth(productionDefaults, usEast1);
  const shown = (budget: number, columns: number) =>
    costTable({ ...month, stack: "prod", budget, budgetIs: "set" }, columns, plain).split("\n");

  it("has no line wider than the terminal, and each amount", () => {
    expect(Math.max(...shown(700, 60).map(({ length }) => length))).toBeLessThanOrEqual(60);
    const lines = shown(700, 80);
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80);
    for (const { item, monthly } of month.lines)
      expect(lines.some((text) => text.startsWith(`  ${item} `) && text.endsWith(monthly.toFixed(2)))).toBe(
        true,
      );
    expect(lines).toContain(`Total${"682.33".padStart(75)}`);
    expect(lines).toContain(`Budget${"700.00".padStart(74)}`);
    expect(lines.join("\n")).not.toContain("above");
  });

  it("says what is above the budget", () => {
    expect(shown(600, 80)).toContain("82.33 above the budget".padStart(80));
  });

  it("speaks of no assumption that nothing was made with", () => {
    const text = shown(700, 80).join(" ");
    expect(text).toContain("5 GB of logs a month");
    expect(text).not.toContain("Aurora");
    expect(text).not.toContain("pipelines");
  });
});
