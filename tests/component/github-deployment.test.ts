import { describe, expect, it } from "vitest";
import { GithubDeployment, type GithubDeploymentArgs } from "../../components/deploy/github-deployment.ts";
import type { Statement } from "../../components/deploy/statement.ts";
import { type Registered, registered } from "./mocks.ts";
import { resolved } from "./values.ts";

const args: GithubDeploymentArgs = {
  repository: "acme/shop",
  identifier: "mcp-demo-prod",
  accountId: "123456789012",
  region: "us-east-1",
  copyRegion: "us-west-2",
  stateBucket: "acme-state",
  stateKeyArn: "arn:aws:kms:us-east-1:123456789012:key/0f",
  tags: { Environment: "prod", Application: "mcp-demo" },
};
const roleType = "aws:iam/role:Role";
const policyType = "aws:iam/policy:Policy";
const attachmentType = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const providerType = "aws:iam/openIdConnectProvider:OpenIdConnectProvider";

async function declared(changed: Partial<GithubDeploymentArgs> = {}) {
  let made: GithubDeployment | undefined;
  const resources = await registered(() => {
    made = new GithubDeployment("github", { ...args, ...changed });
  });
  if (made === undefined) throw new Error("nothing was declared");
  return { made, resources: resources.filter(({ type }) => type !== "pulumi:pulumi:Stack") };
}

/** What is said of arguments that are refused, before anything is registered. */
async function refusal(changed: Partial<GithubDeploymentArgs>): Promise<string> {
  let message = "";
  const resources = await registered(() => {
    try {
      new GithubDeployment("github", { ...args, ...changed });
    } catch (error) {
      message = (error as Error).message;
    }
  });
  expect(resources.map(({ type }) => type)).toEqual(["pulumi:pulumi:Stack"]);
  return message;
}

function one(resources: readonly Registered[], type: string, name: string): Registered {
  const found = resources.filter((each) => each.type === type && each.name === name);
  expect(found).toHaveLength(1);
  return found[0] as Registered;
}

const parts = ["read", "database", "network", "keys", "roles", "policies", "watch", "storage"];
const names = ["preview-read", "drift-read", ...parts.map((part) => `deploy-${part}`)];

/** Statements of a policy, by Sid. */
function statements(resources: readonly Registered[], name: string): Record<string, Statement> {
  const { policy } = one(resources, policyType, `github-${name}`).inputs;
  const { Version, Statement } = JSON.parse(String(policy)) as { Version: string; Statement: Statement[] };
  expect(Version).toBe("2012-10-17");
  const bySid = Object.fromEntries(Statement.map((each) => [each.Sid, each]));
  expect(Object.keys(bySid)).toHaveLength(Statement.length);
  return bySid;
}

describe("GithubDeployment", () => {
  it("declares a provider, three roles and their policies, and no other", async () => {
    const { resources } = await declared();
    expect(resources.map(({ type, name, options }) => `${type} ${name} of ${options.parent}`).sort()).toEqual(
      [
        "pgstack:index:GithubDeployment github of undefined",
        `${providerType} github of github`,
        ...["preview", "drift", "deploy"].map((role) => `${roleType} github-${role} of github`),
        ...names.map((name) => `${policyType} github-${name} of github`),
        ...names.map((name) => `${attachmentType} github-${name}-attachment of github`),
      ].sort(),
    );
  });

  it("makes the account's provider for GitHub's tokens, which outlives the stack", async () => {
    const { resources } = await declared();
    const provider = one(resources, providerType, "github");
    expect(provider.inputs).toEqual({
      url: "https://token.actions.githubusercontent.com",
      clientIdLists: ["sts.amazonaws.com"],
      tags: {
        Environment: "prod",
        Application: "mcp-demo",
        Role: "github tokens",
        Name: "token.actions.githubusercontent.com",
      },
    });
    expect(provider.options.retainOnDelete).toBe(true);
  });

  it("takes the one that is there", async () => {
    const arn = "arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com";
    const { resources } = await declared({ providerArn: arn });
    expect(resources.filter(({ type }) => type === providerType)).toEqual([]);
    const trust = JSON.parse(String(one(resources, roleType, "github-preview").inputs.assumeRolePolicy));
    expect(trust.Statement[0].Principal).toEqual({ Federated: arn });
  });

  it.each([
    ["preview", {}, "repo:acme/shop:pull_request", 3600],
    ["drift", {}, "repo:acme/shop:ref:refs/heads/main", 3600],
    ["drift", { branch: "trunk" }, "repo:acme/shop:ref:refs/heads/trunk", 3600],
    ["deploy", {}, "repo:acme/shop:environment:production", 21_600],
    ["deploy", { environment: "live" }, "repo:acme/shop:environment:live", 21_600],
  ])("lets %s be taken in one circumstance alone", async (role, changed, subject, seconds) => {
    const { resources } = await declared({ providerArn: "arn:provider", ...changed });
    const { assumeRolePolicy, description, ...rest } = one(resources, roleType, `github-${role}`).inputs;
    expect(JSON.parse(String(assumeRolePolicy))).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "Workflows",
          Effect: "Allow",
          Action: "sts:AssumeRoleWithWebIdentity",
          Principal: { Federated: "arn:provider" },
          Condition: {
            StringEquals: {
              "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
              "token.actions.githubusercontent.com:sub": subject,
            },
          },
        },
      ],
    });
    expect(String(description)).toMatch(/ of acme\/shop$/);
    const name = `mcp-demo-prod-github-${role}`;
    expect(rest).toEqual({
      name,
      maxSessionDuration: seconds,
      tags: { Environment: "prod", Application: "mcp-demo", Role: `github ${role}`, Name: name },
    });
  });

  it("attaches each policy to its role", async () => {
    const { resources } = await declared();
    for (const name of names)
      expect(one(resources, attachmentType, `github-${name}-attachment`).inputs).toEqual({
        role: `mcp-demo-prod-github-${name.split("-")[0]}`,
        policyArn: undefined,
      });
  });

  it("bounds the roles where a boundary is given", async () => {
    const { resources } = await declared({ permissionsBoundary: "arn:boundary" });
    for (const role of ["preview", "drift", "deploy"])
      expect(one(resources, roleType, `github-${role}`).inputs.permissionsBoundary).toBe("arn:boundary");
  });

  it("has policies that IAM takes: 6,144 characters each, ten of a role", async () => {
    const namePrefixes = Array.from({ length: 14 }, (_, index) => `some-component-${index}`);
    const { resources } = await declared({ identifier: "a".repeat(60), vpcId: "vpc-0f", namePrefixes });
    for (const name of names)
      expect(String(one(resources, policyType, `github-${name}`).inputs.policy).length).toBeLessThan(6144);
    expect(parts.length).toBeLessThanOrEqual(10);
  });

  it("allows no service as a whole, and everything of no action but of those that know no resource", async () => {
    const { resources } = await declared({ vpcId: "vpc-0f" });
    const all = names.flatMap((name) => Object.values(statements(resources, name)));
    for (const { Action } of all)
      for (const action of Action) expect(action).toMatch(/^[a-z0-9-]+:[A-Z][A-Za-z0-9]+\*?$/);
    const wild = all.flatMap(({ Action }) => Action.filter((action) => action.endsWith("*")));
    expect([...new Set(wild)].sort()).toEqual([
      "backup:Describe*",
      "ec2:Describe*",
      "rds:Describe*",
      "s3:GetBucket*",
    ]);
    expect([...new Set(all.filter(({ Resource }) => Resource.includes("*")).map(({ Sid }) => Sid))]).toEqual([
      "Describe",
      "MakeKeys",
      "VaultStorage",
    ]);
  });

  it("lets pull requests read, and no secret's value", async () => {
    const { resources } = await declared();
    const read = statements(resources, "preview-read");
    expect(Object.keys(read)).toEqual([
      "Describe",
      "DescribeBuckets",
      "DescribeDocuments",
      "NewestImage",
      "ListState",
      "ReadState",
      "StateKey",
    ]);
    const actions = Object.values(read).flatMap(({ Action }) => Action);
    for (const action of actions) expect(action).toMatch(/:(Describe|Get|List|View)|^kms:Decrypt$/);
    expect(actions).not.toContain("secretsmanager:GetSecretValue");
    expect(read.StateKey).toEqual({
      Sid: "StateKey",
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:DescribeKey"],
      Resource: ["arn:aws:kms:us-east-1:123456789012:key/0f"],
    });
    expect(read.ReadState).toEqual({
      Sid: "ReadState",
      Effect: "Allow",
      Action: ["s3:GetObject"],
      Resource: ["arn:aws:s3:::acme-state/.pulumi/*"],
    });
  });

  it("lets main's jobs read the stack's own secrets, too, and write nothing", async () => {
    const { resources } = await declared();
    const read = statements(resources, "drift-read");
    expect(read.ReadOwnSecrets?.Resource).toEqual([
      "arn:aws:secretsmanager:us-east-1:123456789012:secret:mcp-demo-prod*",
    ]);
    expect(read.DecryptOwnSecrets?.Condition).toEqual({
      StringEquals: { "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com" },
    });
    const actions = Object.values(read).flatMap(({ Action }) => Action);
    for (const action of actions) expect(action).toMatch(/:(Describe|Get|List|View)|^kms:Decrypt$/);
  });

  it("knows no bucket and no key with Pulumi Cloud", async () => {
    const { resources } = await declared({ stateBucket: undefined, stateKeyArn: undefined });
    expect(Object.keys(statements(resources, "preview-read"))).toEqual([
      "Describe",
      "DescribeBuckets",
      "DescribeDocuments",
      "NewestImage",
    ]);
  });

  it("lets deployments write the state", async () => {
    const { resources } = await declared();
    const { WriteState, StateKey } = statements(resources, "deploy-read");
    expect(WriteState?.Action).toEqual(["s3:GetObject", "s3:PutObject", "s3:DeleteObject"]);
    expect(StateKey?.Action).toEqual(["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt"]);
  });

  it("passes the stack's roles to AWS's services alone, and leaves its own roles be", async () => {
    const { resources } = await declared();
    const roles = statements(resources, "deploy-roles");
    expect(roles.PassRoles).toEqual({
      Sid: "PassRoles",
      Effect: "Allow",
      Action: ["iam:PassRole"],
      Resource: ["arn:aws:iam::123456789012:role/mcp-demo-prod*"],
      Condition: {
        StringEquals: {
          "iam:PassedToService": [
            "monitoring.rds.amazonaws.com",
            "rds.amazonaws.com",
            "export.rds.amazonaws.com",
            "backup.amazonaws.com",
            "lambda.amazonaws.com",
            "ec2.amazonaws.com",
            "cloudtrail.amazonaws.com",
            "vpc-flow-logs.amazonaws.com",
          ],
        },
      },
    });
    expect(roles.NotTheWorkflowsOwn?.Effect).toBe("Deny");
    expect(roles.NotTheWorkflowsOwn?.Resource).toEqual([
      "arn:aws:iam::123456789012:role/mcp-demo-prod-github-*",
      "arn:aws:iam::123456789012:policy/mcp-demo-prod-github-*",
    ]);
    expect(roles.AttachKnownPolicies?.Condition?.ArnLike?.["iam:PolicyARN"]).toContain(
      "arn:aws:iam::123456789012:policy/mcp-demo-prod*",
    );
  });

  it("changes what has the stack's names, in both regions, or its tag", async () => {
    const { resources } = await declared();
    expect(statements(resources, "deploy-database").Servers?.Resource).toEqual([
      ...["us-east-1", "us-west-2"].flatMap((region) =>
        ["db", "cluster", "pg", "cluster-pg", "subgrp", "es", "snapshot", "cluster-snapshot"].map(
          (kind) => `arn:aws:rds:${region}:123456789012:${kind}:mcp-demo-prod*`,
        ),
      ),
      "arn:aws:rds:us-east-1:123456789012:og:default:postgres-*",
      "arn:aws:rds:us-west-2:123456789012:og:default:postgres-*",
    ]);
    const keys = statements(resources, "deploy-keys");
    expect(keys.MakeKeys?.Condition).toEqual({
      StringEquals: { "aws:RequestTag/Application": "mcp-demo" },
    });
    expect(keys.OwnKeys?.Condition).toEqual({ StringEquals: { "aws:ResourceTag/Application": "mcp-demo" } });
    const network = statements(resources, "deploy-network");
    expect(network.Make?.Condition).toEqual({ StringEquals: { "aws:RequestTag/Application": "mcp-demo" } });
    expect(network.ChangeOwn?.Condition).toEqual({
      StringEquals: { "aws:ResourceTag/Application": "mcp-demo" },
    });
    expect(Object.keys(network)).not.toContain("JoinOthers");
  });

  it("has these statements for deployments, and no other", async () => {
    const { resources } = await declared();
    const sids = parts.map((part) => [part, Object.keys(statements(resources, `deploy-${part}`))]);
    expect(Object.fromEntries(sids)).toEqual({
      read: [
        "Describe",
        "DescribeBuckets",
        "DescribeDocuments",
        "NewestImage",
        "ListState",
        "WriteState",
        "StateKey",
      ],
      database: ["Servers", "NamedByAws", "MakeProxies", "OwnProxies", "GlobalCluster", "ReadersOfAurora"],
      network: ["Make", "MakeWithin", "TagWhatIsMade", "ChangeOwn", "InterfacesOfInstances", "AmazonsImages"],
      keys: ["MakeKeys", "OwnKeys", "Aliases", "GrantToServices", "UseByServices", "Secrets"],
      roles: ["Roles", "AttachKnownPolicies", "PassRoles", "NotTheWorkflowsOwn"],
      policies: ["Policies", "InstanceProfiles", "ServiceLinkedRoles"],
      watch: ["Alarms", "Dashboards", "LogGroups", "Notices", "Budget", "SessionDocuments", "Trail"],
      storage: ["Buckets", "Vaults", "BackupPlans", "VaultStorage", "Functions"],
    });
  });

  it("lets deployments start the bastion, with its encrypted disk and its interface", async () => {
    const { resources } = await declared();
    const { UseByServices } = statements(resources, "deploy-keys");
    expect(UseByServices?.Action).toEqual([
      "kms:Decrypt",
      "kms:Encrypt",
      "kms:GenerateDataKey",
      "kms:GenerateDataKeyWithoutPlaintext",
      "kms:ReEncryptFrom",
      "kms:ReEncryptTo",
      "kms:RetireGrant",
    ]);
    expect(UseByServices?.Condition).toEqual({
      StringEquals: {
        "aws:ResourceTag/Application": "mcp-demo",
        "kms:ViaService": [
          "secretsmanager.us-east-1.amazonaws.com",
          "lambda.us-east-1.amazonaws.com",
          "s3.us-east-1.amazonaws.com",
          "ec2.us-east-1.amazonaws.com",
          "rds.us-east-1.amazonaws.com",
          "rds.us-west-2.amazonaws.com",
          "backup.us-east-1.amazonaws.com",
          "backup.us-west-2.amazonaws.com",
        ],
      },
    });
    expect(statements(resources, "deploy-network").InterfacesOfInstances).toEqual({
      Sid: "InterfacesOfInstances",
      Effect: "Allow",
      Action: ["ec2:RunInstances"],
      Resource: ["arn:aws:ec2:us-east-1:123456789012:network-interface/*"],
    });
  });

  it("reaches the logs of the network in the other region", async () => {
    const { resources } = await declared();
    expect(statements(resources, "deploy-watch").LogGroups?.Resource).toContain(
      "arn:aws:logs:us-west-2:123456789012:log-group:/pgstack/mcp-demo-prod-us-west-2/*",
    );
  });

  it("lets deployments delete no snapshot, backup or object, and stop no recording", async () => {
    const { resources } = await declared();
    const actions = parts.flatMap((part) =>
      Object.values(statements(resources, `deploy-${part}`))
        .filter(({ Effect }) => Effect === "Allow")
        .flatMap(({ Action, Resource }) => Action.map((action) => `${action} ${Resource.join(" ")}`)),
    );
    for (const forbidden of [
      "rds:DeleteDBSnapshot",
      "rds:DeleteDBClusterSnapshot",
      "rds:DeleteDBInstanceAutomatedBackup",
      "backup:DeleteRecoveryPoint",
      "logs:DeleteLogStream",
      "cloudtrail:StopLogging",
      "s3:PutBucketAcl",
      "s3:DeleteObjectVersion",
      "iam:CreateUser",
      "iam:CreateAccessKey",
      "sts:AssumeRole",
    ])
      expect(actions.filter((action) => action.startsWith(`${forbidden} `))).toEqual([]);
    // Of objects, those of Pulumi's state alone.
    expect(actions.filter((action) => /^s3:(Get|Put|Delete)Object /.test(action))).toEqual([
      "s3:GetObject arn:aws:s3:::acme-state/.pulumi/*",
      "s3:PutObject arn:aws:s3:::acme-state/.pulumi/*",
      "s3:DeleteObject arn:aws:s3:::acme-state/.pulumi/*",
    ]);
  });

  it("knows what else names begin with: keys' aliases, and what Pulumi names itself", async () => {
    const { resources } = await declared({ identifier: "shop-db", namePrefixes: ["bastion", "audit"] });
    const prefixes = ["shop-db*", "mcp-demo-prod*", "bastion-*", "audit-*"];
    expect(statements(resources, "deploy-roles").PassRoles?.Resource).toEqual(
      prefixes.map((prefix) => `arn:aws:iam::123456789012:role/${prefix}`),
    );
    expect(statements(resources, "deploy-storage").Buckets?.Resource).toEqual(
      prefixes.map((prefix) => `arn:aws:s3:::${prefix}`),
    );
    expect(statements(resources, "deploy-keys").Aliases?.Resource).toEqual(
      ["us-east-1", "us-west-2"].flatMap((region) =>
        prefixes.map((prefix) => `arn:aws:kms:${region}:123456789012:alias/${prefix}`),
      ),
    );
    expect(statements(resources, "deploy-roles").NotTheWorkflowsOwn?.Resource).toEqual([
      "arn:aws:iam::123456789012:role/shop-db-github-*",
      "arn:aws:iam::123456789012:policy/shop-db-github-*",
    ]);
  });

  it("joins an existing network without changing it", async () => {
    const { resources } = await declared({ vpcId: "vpc-0f" });
    const network = statements(resources, "deploy-network");
    expect(network.MakeWithinOthers?.Resource).toEqual(["arn:aws:ec2:us-east-1:123456789012:vpc/vpc-0f"]);
    expect(network.JoinOthers?.Condition).toEqual({
      ArnEquals: { "ec2:Vpc": "arn:aws:ec2:us-east-1:123456789012:vpc/vpc-0f" },
    });
  });

  it("tells the three roles", async () => {
    const { made } = await declared();
    // The mocks give a resource no ARN.
    expect(await resolved(made.previewRoleArn)).toBeUndefined();
    expect(Object.keys(made)).toEqual(
      expect.arrayContaining(["previewRoleArn", "driftRoleArn", "deployRoleArn"]),
    );
  });

  it.each([
    ["shop", "pgstack:githubRepository: shop is not the name of a repository"],
    ["acme/shop:*", "pgstack:githubRepository: acme/shop:* is not the name of a repository"],
    ["acme/*", "pgstack:githubRepository: acme/* is not the name of a repository"],
  ])("refuses the repository %s", async (repository, message) => {
    expect(await refusal({ repository })).toBe(
      `${message}\n  Write owner/name, as in the address of its page.`,
    );
  });

  it("refuses tags without Application", async () => {
    expect(await refusal({ tags: {} })).toBe("GithubDeployment: has no tag Application");
  });
});
