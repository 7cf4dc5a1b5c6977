import { beforeEach, describe, expect, it } from "vitest";
import { addressesOf } from "../../cli/offline/terraform/addresses.ts";
import { terraformPlan } from "../../cli/offline/terraform/terraform-plan.ts";
import { allRules } from "../../policy/all-rules.ts";
import type { PlannedResource } from "../../policy/planned-resource.ts";
import { allCases } from "../policy/cases/all-cases.ts";
import { planOf } from "../policy/planned.ts";
import { needsPythonTool } from "./needs-python-tool.ts";
import { runCheckov } from "./run-checkov.ts";

/** A plan of several cases: in each, resources get names of their own. */
function apart(resources: readonly PlannedResource[], suffix: string): PlannedResource[] {
  const renamed = (urn: string) => `${urn}-${suffix}`;
  return resources.map((resource) => ({
    ...resource,
    urn: renamed(resource.urn),
    name: renamed(resource.name),
    propertyDependencies: Object.fromEntries(
      Object.entries(resource.propertyDependencies).map(([property, urns]) => [property, urns.map(renamed)]),
    ),
  }));
}

const cases = allRules.flatMap((rule) => {
  const ids = rule.controls.filter(({ source }) => source === "Checkov").map(({ id }) => id);
  const { pass, fail } = allCases[rule.id] ?? {};
  return [pass, fail].flatMap((one, at) =>
    one === undefined
      ? []
      : [{ rule, ids, resources: apart(one.plan, `${rule.id}-${at === 0 ? "passes" : "fails"}`) }],
  );
});

/** What a rule lets pass and Checkov does not. */
const weaker: Readonly<Record<string, string>> = {
  "CKV_AWS_16 aws_db_instance.replica-1-rds-instance-require-encryption-passes":
    "a replica in its source's region is encrypted as the source is",
  "CKV_AWS_226 aws_rds_cluster_instance.reader-1-rds-instance-require-minor-upgrades-passes":
    "what is not set is on: AWS's default",
};

/** Checks that let something pass which a rule does not, because the rule has more to it. */
const stricter: Readonly<Record<string, string>> = {
  CKV_AWS_23: "what a provider writes by itself is no description",
  CKV_AWS_24: "every port counts, not one alone",
  CKV_AWS_25: "every port counts, not one alone",
  CKV_AWS_260: "every port counts, not one alone",
  CKV_AWS_277: "every port counts, not all at once alone",
  CKV_AWS_50: "Lambda.7 wants Active; PassThrough leaves tracing to the caller",
  CKV_AWS_60: "a whole account is nobody by name (CKV_AWS_61)",
  CKV_AWS_62: "a whole service is no named action (IAM.21)",
  CKV_AWS_63: "a whole service is no named action (IAM.21)",
  CKV_AWS_115: "-1 is no limit",
  CKV_AWS_129: "RDS.9 wants postgresql and upgrade, not any log",
  CKV_AWS_133: "RDS.11 wants seven days, not one",
  CKV_AWS_301: "a service without a source is any account's (CKV_AWS_364)",
  CKV_AWS_363: "more has been deprecated since",
  CKV_AWS_382: "all ports may be written in several ways",
  CKV_AWS_388: "the version of RDS counts too (CKV_AWS_250)",
  CKV2_AWS_6: "all four switches count, not two",
  CKV2_AWS_40: "a whole service is no named action (IAM.21)",
  CKV2_AWS_69: "a parameter group counts that is known by its name",
};

describe("the rules and Checkov", () => {
  beforeEach((context) => needsPythonTool(context, "checkov"));

  it("agree on what passes and what fails", async () => {
    const resources = cases.flatMap((one) => one.resources);
    const plan = planOf(...new Map(resources.map((each) => [each.urn, each])).values());
    const { byUrn } = addressesOf(plan);
    const { passed, failed } = await runCheckov(terraformPlan(plan).json);
    const checkovs = new Map([
      ...passed.map((line) => [line, "pass"] as const),
      ...failed.map((line) => [line, "fail"] as const),
    ]);
    const compared = cases.flatMap(({ rule, ids, resources }) =>
      rule.check(planOf(...resources)).flatMap(({ status, resource }) =>
        ids.flatMap((id) => {
          const line = `${id} ${byUrn.get(resource?.urn ?? "")?.address ?? ""}`;
          const theirs = checkovs.get(line);
          return theirs === undefined || status === "not-applicable"
            ? []
            : [{ line, id, ours: status, theirs }];
        }),
      ),
    );
    // A plan that Checkov does not understand would agree with everything.
    expect(compared.length).toBeGreaterThan(180);
    expect(new Set(compared.map(({ id }) => id)).size).toBeGreaterThan(80);
    const found = (ours: string, theirs: string) =>
      compared.filter((each) => each.ours === ours && each.theirs === theirs);
    expect(found("pass", "fail").map(({ line }) => line)).toEqual(Object.keys(weaker));
    expect([...new Set(found("fail", "pass").map(({ id }) => id))].sort()).toEqual(
      Object.keys(stricter).sort(),
    );
    expect(found("unknown", "pass")).toEqual([]);
    expect(found("unknown", "fail")).toEqual([]);
  });
});
