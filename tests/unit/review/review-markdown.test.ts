import { describe, expect, it } from "vitest";
import { usEast1 } from "../../../aws/prices/us-east-1.ts";
import type { CostReport } from "../../../cli/output/cost/cost-table.ts";
import type { ControlsReport } from "../../../cli/output/review/controls-section.ts";
import { block, code, table } from "../../../cli/output/review/markdown.ts";
import { faultsOf, type Review, reviewMarkdown } from "../../../cli/output/review/review-markdown.ts";
import type { ParityResult } from "../../../cli/stack/parity.ts";
import { planChanges } from "../../../cli/stack/review/plan-changes.ts";
import { compareEstimates } from "../../../cost/compare-estimates.ts";
import { estimateMonth } from "../../../cost/estimate-month.ts";
import type { Plan, PlannedResource } from "../../../policy/planned-resource.ts";
import { productionDefaults } from "../../../settings/production/production-defaults.ts";

const month = estimateMonth(productionDefaults, usEast1);
const smaller = estimateMonth({ ...productionDefaults, replicas: 0 }, usEast1);
const cost: CostReport = { ...month, stack: "prod", budget: 820, budgetIs: "estimate" };
const same = {
  area: "server",
  name: "time zone",
  dev: "UTC",
  prod: "UTC",
  verdict: "same",
  why: "",
} as const;
const parity: ParityResult = {
  devServer: "docker",
  prodServer: "rds",
  items: [same],
  unusedExceptions: [],
  differences: 0,
};
const controls: ControlsReport = {
  failed: false,
  rules: [
    {
      id: "rds-instance-encrypt-storage",
      title: "storage is encrypted",
      severity: "mandatory",
      status: "pass",
    },
    {
      id: "rds-instance-use-other-port",
      title: "another port than the usual one",
      severity: "advisory",
      status: "excepted",
      findings: [{ status: "excepted", reason: "clients know 5432" }],
    },
  ],
};
const review: Review = { stack: "prod", previews: {}, cost, parity };

const resource = (name: string, inputs: PlannedResource["inputs"] = {}): PlannedResource => ({
  urn: `urn:pulumi:prod::pgstack::aws:rds/instance:Instance::${name}`,
  type: "aws:rds/instance:Instance",
  name,
  component: false,
  protect: false,
  dependencies: [],
  propertyDependencies: {},
  inputs,
});
const plan = (...resources: PlannedResource[]): Plan => ({ stack: "prod", resources });

describe("reviewMarkdown", () => {
  it("says that nothing stands against a change, in a comment that is found again", () => {
    const text = reviewMarkdown({ ...review, commit: "3f2c" });
    expect(text.split("\n").slice(0, 3)).toEqual([
      "<!-- pgstack review -->",
      "",
      "## pgstack: nothing stands against this change",
    ]);
    expect(text).toContain("### Cost: 682.33 US dollars a month\n");
    expect(text).toContain("### Parity: dev is what prod is, 1 of 1 the same");
    expect(text).toContain("<sub>of `3f2c`</sub>");
    expect(text.endsWith("\n")).toBe(true);
  });

  it("says in its heading what does", () => {
    const differing = { ...same, name: "collation", prod: "en_US.UTF-8", verdict: "differs" } as const;
    const text = reviewMarkdown({
      ...review,
      cost: { ...cost, budget: 600 },
      controls: { ...controls, failed: true },
      parity: { ...parity, items: [differing], differences: 1 },
    });
    expect(text).toContain("## pgstack: above the budget, a mandatory control fails, dev and prod differ\n");
    expect(text).toContain("**82.33 above the budget of 600.00.**");
    expect(text).toContain("| **differs** | `collation` | `UTC` | `en_US.UTF-8` |  |");
    expect(faultsOf({ cost, parity })).toEqual([]);
  });

  it("shows what a change costs, line by line", () => {
    const text = reviewMarkdown({ ...review, costDifference: compareEstimates(smaller.lines, month.lines) });
    expect(text).toContain("### Cost: +191.08, 682.33 US dollars a month\n");
    expect(text).toContain("| replicas |  | 174.47 | +174.47 |");
    expect(text).toContain("| gp3 disks | 23.00 | 34.50 | +11.50 |");
    expect(text).toContain("| --- | ---: | ---: | ---: |");
  });

  it("shows the resources that are new, changed and gone, and no other", () => {
    const before = plan(
      resource("server", { multiAz: false, port: 5432 }),
      resource("old"),
      resource("untouched"),
    );
    const after = plan(
      resource("server", { multiAz: true, port: 5432, tags: { Team: "shop" } }),
      resource("untouched"),
      resource("new"),
    );
    const text = reviewMarkdown({ ...review, plan: planChanges(before, after) });
    expect(text).toContain("### prod, declared: 1 new, 1 changed, 1 gone");
    const type = "`aws:rds/instance:Instance`";
    expect(text).toContain(
      [
        `| **gone** | \`old\` | ${type} |  |`,
        `| changed | \`server\` | ${type} | \`multiAz\`: \`false\` → \`true\` |`,
        `| changed | \`server\` | ${type} | \`tags\`: none → \`{"Team":"shop"}\` |`,
        `| new | \`new\` | ${type} |  |`,
      ].join("\n"),
    );
    expect(text).not.toContain("untouched");
    expect(reviewMarkdown({ ...review, plan: planChanges(after, after) })).toContain(
      "### prod, declared: nothing changes\n",
    );
  });

  it("takes a file of one checkout for the same of another", () => {
    const inFolder = (folder: string) =>
      plan(resource("login", { path: `${folder}/.pgstack/stacks/prod/ca.crt` }));
    const same = planChanges(inFolder("/home/runner/work/base"), inFolder("/home/runner/work/shop/shop"));
    expect(same).toEqual({ added: [], removed: [], changed: [] });
    const other = plan(resource("login", { path: "/home/runner/work/base/.pgstack/stacks/prod/other.crt" }));
    expect(planChanges(inFolder("/home/runner/work/base"), other).changed).toHaveLength(1);
  });

  it("shows controls that are excepted or fail, and counts the others", () => {
    const text = reviewMarkdown({ ...review, controls });
    expect(text).toContain("### Controls: all that are mandatory hold (1 pass, 1 excepted)");
    expect(text).toContain(
      "| excepted | `rds-instance-use-other-port` | `another port than the usual one` | `clients know 5432` |",
    );
    expect(text).not.toContain("rds-instance-encrypt-storage");
  });

  it("shows previews without the terminal's colours, and says where there is none", () => {
    const text = reviewMarkdown({
      ...review,
      previews: { dev: "\u001b[32m3 to be created\u001b[39m in 2.0 s\n", prod: undefined },
    });
    expect(text).toContain("### dev: 3 to be created\n");
    expect(text).toContain("```diff\n3 to be created in 2.0 s\n```");
    expect(text).toContain("### prod: no preview");
  });

  it("reads the engine's own counts", () => {
    const engine =
      "Previewing update (prod):\n\nResources:\n    + 3 to create\n    ~ 1 to update\n    14 unchanged\n";
    expect(reviewMarkdown({ ...review, previews: { prod: engine } })).toContain(
      "### prod: + 3 to create, ~ 1 to update, 14 unchanged\n",
    );
  });

  it("stays below what GitHub takes, whatever a preview prints", () => {
    const long = "~ changed\n".repeat(50_000);
    const text = reviewMarkdown({ ...review, previews: { dev: long, prod: long } });
    expect(text.length).toBeLessThan(65_000);
    expect(text).toContain("… the rest is in the job's log");
  });
});

describe("text of a change", () => {
  it.each([
    ["@everybody", "`@everybody`"],
    ["a | b", "`a \\| b`"],
    ["`x` <img src=y>", "`'x' <img src=y>`"],
    ["two\nlines", "`two lines`"],
    ["", "`''`"],
    ["x".repeat(100), `\`${"x".repeat(79)}…\``],
  ])("%s is shown and does nothing", (text, shown) => {
    expect(code(text)).toBe(shown);
  });

  it("cannot end a block", () => {
    expect(block("```\n# hello\n````")).toBe("`````\n```\n# hello\n````\n`````");
  });

  it("makes a table", () => {
    expect(table(["a", "b $"], [["1", "2"]])).toBe("| a | b |\n| --- | ---: |\n| 1 | 2 |");
  });
});
