import { expect, it } from "vitest";
import { usEast1 } from "../../../aws/prices/us-east-1.ts";
import { costTable } from "../../../cli/output/cost/cost-table.ts";
import { styler } from "../../../cli/output/style.ts";
import { assumptionWords, type CostAssumptions, defaultAssumptions } from "../../../cost/assumptions.ts";
import { budgetOf } from "../../../cost/budget-of.ts";
import { estimateMonth } from "../../../cost/estimate-month.ts";
import { productionDefaults } from "../../../settings/production/production-defaults.ts";
import { between, markdownTable } from "../documentation.ts";

it("docs/cost.md shows the estimate of the defaults", () => {
  const month = estimateMonth(productionDefaults, usEast1);
  const report = {
    ...month,
    stack: "prod",
    budget: budgetOf("estimate", month.total),
    budgetIs: "estimate",
  } as const;
  const shown = costTable(report, 80, styler({ isTTY: false } as NodeJS.WriteStream));
  expect(between("cost.md", "cost-output")).toBe(`\`\`\`text\n${shown}\n\`\`\``);
});

it("docs/cost.md has every assumption", () => {
  const rows = Object.entries(assumptionWords).map(([name, words]) => [
    `\`${name}\``,
    String(defaultAssumptions[name as keyof CostAssumptions]),
    words,
  ]);
  expect(between("cost.md", "assumptions")).toBe(markdownTable(["name", "by default", ""], rows));
});
