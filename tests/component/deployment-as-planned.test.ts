import { beforeAll, describe, expect, it } from "vitest";
import { planOffline } from "../../cli/offline/plan-offline.ts";
import type { Statement } from "../../components/deploy/statement.ts";
import type { Plan, PlannedResource } from "../../policy/planned-resource.ts";

const providerArn = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com";
const stateKeyArn = "arn:aws:kms:us-east-1:123456789012:key/12345678-1234-1234-1234-123456789012";

// The roles of the workflows beside everything that stack prod declares.
describe("stack prod with a repository", () => {
  let plan: Plan;
  const of = (type: string) => plan.resources.filter((resource) => resource.type === type);
  const ours = () => of("aws:iam/policy:Policy").filter(({ name }) => name.startsWith("deployment-"));

  beforeAll(async () => {
    const settings = {
      "pgstack:githubRepository": "acme/shop",
      "pgstack:githubProviderArn": providerArn,
      "pgstack:stateBucket": "acme-state",
      "pgstack:stateKeyArn": stateKeyArn,
      "pgstack:accountId": "123456789012",
    };
    plan = await planOffline("prod", { settings });
  });

  it("has policies that IAM takes, of at most 6,144 characters", () => {
    expect(ours()).toHaveLength(10);
    for (const { name, inputs } of ours()) {
      expect(typeof inputs.policy, name).toBe("string");
      expect(String(inputs.policy).length, name).toBeLessThanOrEqual(6144);
    }
  });

  it("takes the provider that the account has", () => {
    expect(of("aws:iam/openIdConnectProvider:OpenIdConnectProvider")).toEqual([]);
    for (const kind of ["preview", "drift", "deploy"]) {
      const role = of("aws:iam/role:Role").find(({ name }) => name === `deployment-${kind}`);
      expect(String(role?.inputs.assumeRolePolicy), kind).toContain(`"Federated":"${providerArn}"`);
    }
  });

  it("lets each role at the state and its key", () => {
    for (const kind of ["preview", "drift", "deploy"]) {
      const policy = ours().find(({ name }) => name === `deployment-${kind}-read`);
      expect(String(policy?.inputs.policy), kind).toContain("arn:aws:s3:::acme-state/.pulumi/*");
      expect(String(policy?.inputs.policy), kind).toContain(stateKeyArn);
    }
  });

  it("lets previews read the state, and deployments write it, as the settings name it", () => {
    const allowed = (name: string, resource: string) => {
      const policy = String(ours().find((each) => each.name === name)?.inputs.policy);
      const { Statement: statements } = JSON.parse(policy) as { Statement: Statement[] };
      return statements.filter(({ Resource }) => Resource.includes(resource)).flatMap(({ Action }) => Action);
    };
    const objects = "arn:aws:s3:::acme-state/.pulumi/*";
    expect(allowed("deployment-preview-read", objects)).toEqual(["s3:GetObject"]);
    expect(allowed("deployment-preview-read", stateKeyArn)).toEqual(["kms:Decrypt", "kms:DescribeKey"]);
    expect(allowed("deployment-deploy-read", objects)).toEqual([
      "s3:GetObject",
      "s3:PutObject",
      "s3:DeleteObject",
    ]);
    expect(allowed("deployment-deploy-read", stateKeyArn)).toEqual([
      "kms:Decrypt",
      "kms:DescribeKey",
      "kms:Encrypt",
    ]);
  });

  it("lets deployments change each resource that has a name of its own", () => {
    const statements = ours().flatMap(
      ({ inputs }) => (JSON.parse(String(inputs.policy)) as { Statement: Statement[] }).Statement,
    );
    const covers = (arn: string) =>
      statements.some(
        ({ Effect, Resource }) => Effect === "Allow" && Resource.some((each) => matches(each, arn)),
      );
    const named = plan.resources.flatMap((resource) => {
      const arn = arnOf(resource);
      return arn === undefined ? [] : [[resource.urn, arn] as const];
    });
    expect(named.length).toBeGreaterThan(60);
    expect(named.filter(([, arn]) => !covers(arn))).toEqual([]);
  });
});

function matches(pattern: string, arn: string): boolean {
  return pattern !== "*" && pattern.endsWith("*") ? arn.startsWith(pattern.slice(0, -1)) : pattern === arn;
}

/** By type, the ARN that a name makes in the home region; `undefined` where AWS or Pulumi names it. */
function arnOf({ type, inputs }: PlannedResource): string | undefined {
  const name = inputs.name ?? inputs.identifier ?? inputs.bucket ?? inputs.dashboardName ?? inputs.alarmName;
  const of = arns[type];
  return of === undefined || typeof name !== "string" || name.startsWith("(") ? undefined : of(name);
}

const at = (service: string) => `arn:aws:${service}:us-east-1:123456789012`;
const iam = "arn:aws:iam::123456789012";
const arns: Readonly<Record<string, (name: string) => string>> = {
  "aws:rds/instance:Instance": (name) => `${at("rds")}:db:${name}`,
  "aws:rds/parameterGroup:ParameterGroup": (name) => `${at("rds")}:pg:${name}`,
  "aws:rds/subnetGroup:SubnetGroup": (name) => `${at("rds")}:subgrp:${name}`,
  "aws:rds/eventSubscription:EventSubscription": (name) => `${at("rds")}:es:${name}`,
  "aws:cloudwatch/metricAlarm:MetricAlarm": (name) => `${at("cloudwatch")}:alarm:${name}`,
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": (name) => `${at("cloudwatch")}:alarm:${name}`,
  "aws:cloudwatch/dashboard:Dashboard": (name) => `arn:aws:cloudwatch::123456789012:dashboard/${name}`,
  "aws:cloudwatch/logGroup:LogGroup": (name) => `${at("logs")}:log-group:${name}`,
  "aws:sns/topic:Topic": (name) => `${at("sns")}:${name}`,
  "aws:budgets/budget:Budget": (name) => `arn:aws:budgets::123456789012:budget/${name}`,
  "aws:cloudtrail/trail:Trail": (name) => `${at("cloudtrail")}:trail/${name}`,
  "aws:ssm/document:Document": (name) => `${at("ssm")}:document/${name}`,
  "aws:kms/alias:Alias": (name) => `${at("kms")}:${name}`,
  "aws:s3/bucket:Bucket": (name) => `arn:aws:s3:::${name}`,
  "aws:backup/vault:Vault": (name) => `${at("backup")}:backup-vault:${name}`,
  "aws:lambda/function:Function": (name) => `${at("lambda")}:function:${name}`,
  "aws:iam/role:Role": (name) => `${iam}:role/${name}`,
  "aws:iam/policy:Policy": (name) => `${iam}:policy/${name}`,
  "aws:iam/instanceProfile:InstanceProfile": (name) => `${iam}:instance-profile/${name}`,
};
