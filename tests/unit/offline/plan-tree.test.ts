import { describe, expect, it } from "vitest";
import type { OfflinePlan } from "../../../cli/offline/offline-plan.ts";
import { planTree } from "../../../cli/output/offline/plan-tree.ts";
import { styler } from "../../../cli/output/style.ts";

const urn = (type: string, name: string) => `urn:pulumi:prod::pgstack::${type}::${name}`;
const stack = urn("pulumi:pulumi:Stack", "pgstack-prod");
const server = urn("pgstack:index:RdsPostgres", "server");
const nothing = { protect: false, dependencies: [], propertyDependencies: {}, inputs: {} };

const plan: OfflinePlan = {
  stack: "prod",
  outputs: {},
  notes: ["server is auto: docker is taken"],
  resources: [
    { urn: stack, type: "pulumi:pulumi:Stack", name: "pgstack-prod", component: true, ...nothing },
    {
      ...nothing,
      urn: server,
      type: "pgstack:index:RdsPostgres",
      name: "server",
      parent: stack,
      component: true,
    },
    {
      ...nothing,
      urn: urn("aws:kms/key:Key", "server"),
      type: "aws:kms/key:Key",
      name: "server",
      parent: server,
      component: false,
      inputs: { enableKeyRotation: true, policy: "(unknown)" },
    },
    {
      ...nothing,
      urn: urn("aws:rds/instance:Instance", "server"),
      type: "aws:rds/instance:Instance",
      name: "server",
      parent: server,
      component: false,
      protect: true,
      inputs: {
        identifier: "mcp-demo-prod",
        instanceClass: "db.r7g.large",
        kmsKeyId: "(unknown)",
        password: "(secret)",
        tags: { Role: "primary", Application: "mcp-demo" },
        vpcSecurityGroupIds: ["(unknown)"],
      },
    },
  ],
};

const style = styler({ isTTY: false } as NodeJS.WriteStream);
const end = [
  "",
  "1  aws.kms.Key",
  "1  aws.rds.Instance",
  "",
  "Stack prod declares 2 resources in 1 component, 1 of them protected.",
  "Nothing was asked of the cloud: what is there already, and what it decides, is not known.",
  "server is auto: docker is taken",
];

describe("the tree of a plan", () => {
  it("has each resource below its parent, with the inputs one looks for first", () => {
    expect(planTree(plan, { full: false, columns: undefined }, style).split("\n")).toEqual([
      "Stack  pgstack-prod",
      "└─ pgstack.RdsPostgres  server",
      "   ├─ aws.kms.Key  server",
      "   │      enableKeyRotation true",
      "   └─ aws.rds.Instance  server  protected",
      "          identifier mcp-demo-prod · instanceClass db.r7g.large",
      ...end,
    ]);
  });

  it("has every input when it is to be full, broken at the terminal's width", () => {
    expect(planTree(plan, { full: true, columns: 50 }, style).split("\n").slice(2, 13)).toEqual([
      "   ├─ aws.kms.Key  server",
      "   │      enableKeyRotation: true",
      "   │      policy: known later",
      "   └─ aws.rds.Instance  server  protected",
      "          identifier: mcp-demo-prod",
      "          instanceClass: db.r7g.large",
      "          kmsKeyId: known later",
      "          password: secret",
      "          tags:",
      "            {Role: primary, Application: mcp-demo}",
      "          vpcSecurityGroupIds: [known later]",
    ]);
  });

  it("breaks no line wider than the terminal", () => {
    for (const full of [true, false]) {
      const [tree = ""] = planTree(plan, { full, columns: 44 }, style).split("\n\n");
      expect(Math.max(...tree.split("\n").map((line) => line.length))).toBeLessThanOrEqual(44);
    }
  });
});
