import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeEach, describe, expect, it } from "vitest";
import { alarmRules } from "../../components/alarms/alarm-rules.ts";
import { Alarms } from "../../components/alarms/alarms.ts";
import { Bastion } from "../../components/bastion/bastion.ts";
import { Network } from "../../components/network/network.ts";
import type { Registered } from "../component/mocks.ts";
import { registeredOnAws } from "../component/on-aws.ts";
import { production, serverless, sorts } from "../unit/alarms/watched-servers.ts";
import { needsPythonTool, pythonTool } from "./needs-python-tool.ts";

type Template = Record<string, { Type: string; Properties: Record<string, unknown> }>;

/** What cfn-lint has against a template, a finding each; nothing of what is merely odd. */
async function findings(resources: Template): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), "pgstack-cfn-lint-"));
  try {
    const file = join(folder, "template.json");
    writeFileSync(file, JSON.stringify({ AWSTemplateFormatVersion: "2010-09-09", Resources: resources }));
    // It ends with another status where it finds something.
    const { stdout } = await promisify(execFile)(pythonTool("cfn-lint"), ["--format", "json", file]).catch(
      (error: { stdout?: string }) => {
        if (!error.stdout?.startsWith("[")) throw error;
        return { stdout: error.stdout };
      },
    );
    const found: { Rule: { Id: string }; Message: string }[] = stdout.trim() === "" ? [] : JSON.parse(stdout);
    return found.map(({ Rule, Message }) => `${Rule.Id} ${Message}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const tags = { Application: "shop" };
const keyArn = "arn:aws:kms:us-east-1:123456789012:key/11111111-1111-1111-1111-111111111111";
const shared = { identifier: "shop-prod", region: "us-east-1", accountId: "123456789012", tags };

describe("what is around the server", () => {
  beforeEach((context) => needsPythonTool(context, "cfn-lint"));

  it("allows actions that AWS has, and no other", async () => {
    const { resources } = await registeredOnAws(() => {
      const network = new Network("network", {
        ...shared,
        availabilityZones: ["us-east-1a", "us-east-1b"],
        subnetIds: [],
        vpcCidr: "10.42.0.0/16",
        clientSecurityGroupIds: [],
        databasePort: 5432,
        endpoints: true,
        endpointServices: ["secretsmanager", "kms", "logs", "ssm", "ssmmessages", "ec2messages"],
        logKeyArn: keyArn,
        logRetention: 30,
      });
      new Bastion("bastion", {
        ...shared,
        vpcId: network.vpcId,
        subnetId: "subnet-1",
        databaseSecurityGroupId: network.databaseSecurityGroupId,
        databaseHost: "shop",
        databasePort: 5432,
        endpointSecurityGroupIds: network.endpointSecurityGroupIds,
        keyArn,
        sessionLog: { keyArn, retention: 30 },
      });
    });
    const template = Object.fromEntries(
      resources.filter(({ inputs }) => typeof inputs.policy === "string").map(actionsOf),
    );
    // Seven endpoints, flow logs and sessions.
    expect(Object.keys(template)).toHaveLength(9);
    expect(await findings(template)).toEqual([]);
    // And it would say so.
    const invented = policyOf({ Effect: "Allow", Action: "ssm:OpenTheDoor", Resource: "*" });
    expect(await findings({ Invented: invented })).toEqual([expect.stringContaining("W3037 'openthedoor'")]);
  });

  it("has alarms that CloudWatch takes", async () => {
    const alarms = { keyArn, accountId: "123456789012", emails: [], logGroupName: "/log", tags };
    const { resources } = await registeredOnAws(() => {
      new Alarms("alarms", {
        ...production,
        ...alarms,
        identifier: "shop-prod",
        replicas: [{ name: "replica-1", identifier: "shop-prod-replica-1" }],
      });
      new Alarms("aurora", {
        ...production,
        ...serverless,
        ...alarms,
        identifier: "shop-aurora",
        replicas: [{ name: "readers", identifier: "shop-aurora" }],
      });
    });
    const template = Object.fromEntries(
      resources.filter(({ type }) => type.endsWith(":MetricAlarm")).map(alarmOf),
    );
    const expected = ["primary", "replica", "serverless writer", "serverless reader"].flatMap((sort) =>
      alarmRules(sorts[sort] as (typeof sorts)[string]),
    );
    expect(Object.keys(template)).toHaveLength(expected.length);
    expect(await findings(template)).toEqual([]);
    const [name, alarm] = Object.entries(template)[0] ?? [];
    const wrong = {
      Type: "AWS::CloudWatch::Alarm",
      Properties: { ...alarm?.Properties, TreatMissingData: "bad" },
    };
    expect(await findings({ [String(name)]: wrong })).toEqual([expect.stringContaining("'bad'")]);
  });
});

/** Actions alone: its resources are of mocks, and an endpoint's policy has a principal beside. */
function actionsOf({ name, inputs }: Registered): [string, Template[string]] {
  const { Statement } = JSON.parse(String(inputs.policy)) as { Statement: Record<string, unknown>[] };
  const plain = Statement.map(({ Effect, Action }) => ({ Effect, Action, Resource: "*" }));
  return [name.replaceAll("-", ""), policyOf(...plain)];
}

function policyOf(...Statement: object[]): Template[string] {
  return {
    Type: "AWS::IAM::ManagedPolicy",
    Properties: { PolicyDocument: { Version: "2012-10-17", Statement } },
  };
}

/** In CloudFormation's words, whose names begin with capitals. */
function alarmOf({ name, inputs }: Registered): [string, Template[string]] {
  const { name: alarmName, metricQueries, dimensions, alarmActions, okActions, tags, ...plain } = inputs;
  const Properties = {
    ...capitalized(plain),
    AlarmName: alarmName,
    ...(dimensions !== undefined && { Dimensions: pairs(dimensions as Record<string, string>) }),
    ...(metricQueries !== undefined && { Metrics: (metricQueries as Query[]).map(queryOf) }),
  };
  return [name.replaceAll("-", ""), { Type: "AWS::CloudWatch::Alarm", Properties }];
}

interface Query {
  readonly metric?: {
    readonly metricName: string;
    readonly namespace: string;
    readonly stat: string;
    readonly period: number;
    readonly dimensions?: Record<string, string>;
  };
}

function queryOf({ metric, ...plain }: Query): Record<string, unknown> {
  if (metric === undefined) return capitalized(plain);
  const { metricName, namespace, stat, period, dimensions = {} } = metric;
  return {
    ...capitalized(plain),
    MetricStat: {
      Stat: stat,
      Period: period,
      Metric: { MetricName: metricName, Namespace: namespace, Dimensions: pairs(dimensions) },
    },
  };
}

const capitalized = (values: object): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [key.charAt(0).toUpperCase() + key.slice(1), value]),
  );

const pairs = (dimensions: Record<string, string>) =>
  Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value }));
