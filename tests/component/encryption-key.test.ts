import { Provider } from "@pulumi/aws/provider.js";
import type { ComponentResourceOptions } from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { EncryptionKey, type EncryptionKeyArgs } from "../../components/keys/encryption-key.ts";
import { type Registered, registered } from "./mocks.ts";
import { resolved } from "./values.ts";

const args: EncryptionKeyArgs = {
  purpose: "logs",
  accountId: "123456789012",
  tags: { Environment: "prod", Application: "shop", Team: "data" },
};
const decided = {
  "aws:kms/key:Key": () => ({ arn: "arn:aws:kms:us-east-1:123456789012:key/0f", keyId: "0f" }),
};

async function declared(changed: Partial<EncryptionKeyArgs> = {}): Promise<Registered[]> {
  const all = await registered(() => new EncryptionKey("logs-key", { ...args, ...changed }), decided);
  return all.filter(({ type }) => type !== "pulumi:pulumi:Stack");
}

async function statements(services: string[]): Promise<Record<string, unknown>[]> {
  const key = (await declared({ services })).find(({ type }) => type === "aws:kms/key:Key");
  const policy = JSON.parse(String(key?.inputs.policy));
  expect(policy.Version).toBe("2012-10-17");
  return policy.Statement;
}

const use = ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*", "kms:ReEncrypt*"];
const account = {
  Sid: "AccountDecides",
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::123456789012:root" },
  Action: "kms:*",
  Resource: "*",
};

describe("EncryptionKey", () => {
  it("declares a key and its alias, and no other", async () => {
    expect(
      (await declared()).map(({ type, name, options }) => `${type} ${name} of ${options.parent}`),
    ).toEqual([
      "pgstack:index:EncryptionKey logs-key of undefined",
      "aws:kms/key:Key logs-key of logs-key",
      "aws:kms/alias:Alias logs-key-alias of logs-key",
    ]);
  });

  it("rotates the key, and keeps a deleted one as long as KMS does", async () => {
    const [component, key, alias] = await declared();
    expect(component?.inputs).toEqual({});
    expect(key?.inputs).toEqual({
      description: "Encrypts shop-prod-logs",
      enableKeyRotation: true,
      deletionWindowInDays: 30,
      policy: expect.any(String),
      tags: {
        Environment: "prod",
        Application: "shop",
        Team: "data",
        Role: "key",
        Name: "shop-prod-logs",
      },
    });
    expect(alias?.inputs).toEqual({ name: "alias/shop-prod-logs", targetKeyId: "0f" });
  });

  it("outlives the stack, whose final snapshot it reads, unless told otherwise", async () => {
    const retained = async (changed: Partial<EncryptionKeyArgs>) =>
      (await declared(changed)).map(({ options }) => options.retainOnDelete ?? false);
    expect(await retained({})).toEqual([false, true, false]);
    expect(await retained({ retain: false })).toEqual([false, false, false]);
  });

  it("lets the account decide, and no service", async () => {
    expect(await statements([])).toEqual([account]);
  });

  it("lets a service use it on behalf of the account alone", async () => {
    expect(await statements(["events.rds.amazonaws.com"])).toEqual([
      account,
      {
        Sid: "EventsRdsUses",
        Effect: "Allow",
        Principal: { Service: "events.rds.amazonaws.com" },
        Action: use,
        Resource: "*",
        Condition: { StringEquals: { "aws:SourceAccount": "123456789012" } },
      },
    ]);
  });

  it("lets CloudWatch Logs encrypt the account's log groups of its region alone", async () => {
    expect(await statements(["logs.us-west-2.amazonaws.com"])).toEqual([
      account,
      {
        Sid: "LogsUsWest2Uses",
        Effect: "Allow",
        Principal: { Service: "logs.us-west-2.amazonaws.com" },
        Action: use,
        Resource: "*",
        Condition: {
          ArnLike: {
            "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:us-west-2:123456789012:log-group:*",
          },
        },
      },
    ]);
  });

  it("lets CloudTrail encrypt the account's trails, and messages to its topics, alone", async () => {
    expect((await statements(["cloudtrail.amazonaws.com"])).slice(1)).toEqual([
      {
        Sid: "CloudtrailUses",
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
        Resource: "*",
        Condition: {
          StringLike: {
            "kms:EncryptionContext:aws:cloudtrail:arn": "arn:aws:cloudtrail:*:123456789012:trail/*",
          },
        },
      },
      {
        Sid: "CloudtrailDescribes",
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: ["kms:DescribeKey"],
        Resource: "*",
      },
      {
        Sid: "CloudtrailNotifies",
        Effect: "Allow",
        Principal: { Service: "cloudtrail.amazonaws.com" },
        Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
        Resource: "*",
        Condition: { ArnLike: { "kms:EncryptionContext:aws:sns:topicArn": "arn:aws:sns:*:123456789012:*" } },
      },
    ]);
  });

  it("is made where its provider is, given alone or among others", async () => {
    const providersOf = async (given: (west: Provider) => ComponentResourceOptions) => {
      const all = await registered(() => {
        new EncryptionKey("copies-key", args, given(new Provider("west", { region: "us-west-2" })));
      }, decided);
      return all.filter(({ type }) => type.startsWith("aws:")).map(({ options }) => options.provider);
    };
    expect(await providersOf((west) => ({ provider: west }))).toEqual(["west", "west"]);
    expect(await providersOf((west) => ({ providers: [west] }))).toEqual(["west", "west"]);
  });

  it("tells its ARN and id", async () => {
    let key: EncryptionKey | undefined;
    await registered(() => {
      key = new EncryptionKey("logs-key", args);
    }, decided);
    expect(await resolved(key?.arn)).toBe("arn:aws:kms:us-east-1:123456789012:key/0f");
    expect(await resolved(key?.keyId)).toBe("0f");
  });
});
