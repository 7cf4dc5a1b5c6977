import { describe, expect, it } from "vitest";
import { AdminSecret, type AdminSecretArgs } from "../../components/secret/admin-secret.ts";
import { generatedPassword, type Registered, registered } from "./mocks.ts";
import { resolved, secretInput, secretOf } from "./values.ts";

const arn = "arn:aws:secretsmanager:us-east-1:210987654321:secret:mcp-demo-prod-admin-x-AbCdEf";
const args: AdminSecretArgs = {
  identifier: "mcp-demo-prod",
  adminUser: "mcp_admin",
  database: "mcp_db",
  keyArn: "arn:aws:kms:us-east-1:210987654321:key/k",
  tags: { Environment: "prod", Application: "mcp-demo" },
};

async function declared(changes: Partial<AdminSecretArgs> = {}) {
  let made: AdminSecret | undefined;
  const resources = await registered(
    () => {
      made = new AdminSecret("admin-secret", { ...args, ...changes });
    },
    {
      "aws:secretsmanager/secret:Secret": () => ({ arn }),
      "aws:secretsmanager/secretVersion:SecretVersion": () => ({ arn, versionId: "v1" }),
    },
  );
  return { resources, made };
}

function only(resources: readonly Registered[], type: string): Registered {
  const found = resources.filter((each) => each.type === type);
  expect(found).toHaveLength(1);
  return found[0] as Registered;
}

describe("AdminSecret", () => {
  it("declares these resources and no other", async () => {
    const { resources } = await declared();
    const [stack, ...made] = resources.map(({ type, name, options }) => [type, name, options.parent]);
    expect(stack?.[0]).toBe("pulumi:pulumi:Stack");
    expect(made.sort()).toEqual([
      ["aws:secretsmanager/secret:Secret", "admin-secret", "admin-secret"],
      ["aws:secretsmanager/secretPolicy:SecretPolicy", "admin-secret-policy", "admin-secret"],
      ["aws:secretsmanager/secretVersion:SecretVersion", "admin-secret-first", "admin-secret"],
      ["pgstack:index:AdminSecret", "admin-secret", undefined],
      ["random:index/randomPassword:RandomPassword", "admin-secret-password", "admin-secret"],
    ]);
  });

  it("encrypts the secret with the key, keeps it for a month once deleted, and takes no name for good", async () => {
    const { resources } = await declared();
    expect(only(resources, "aws:secretsmanager/secret:Secret").inputs).toEqual({
      namePrefix: "mcp-demo-prod-admin-",
      description: "Administrator of PostgreSQL server mcp-demo-prod",
      kmsKeyId: "arn:aws:kms:us-east-1:210987654321:key/k",
      recoveryWindowInDays: 30,
      tags: {
        Environment: "prod",
        Application: "mcp-demo",
        Role: "admin-password",
        Name: "mcp-demo-prod-admin",
      },
    });
  });

  it("has a first value as rotation keeps it, and leaves it alone from then on", async () => {
    const { resources } = await declared();
    const { inputs, options } = only(resources, "aws:secretsmanager/secretVersion:SecretVersion");
    expect(inputs).toEqual({
      secretId: "admin-secret-id",
      secretString: secretInput(
        JSON.stringify({
          engine: "postgres",
          username: "mcp_admin",
          password: generatedPassword,
          dbname: "mcp_db",
          dbInstanceIdentifier: "mcp-demo-prod",
        }),
      ),
    });
    expect(options.ignoreChanges).toEqual(["secretString"]);
    const random = only(resources, "random:index/randomPassword:RandomPassword");
    expect(random.inputs).toEqual({ length: 40, special: false });
  });

  it("lets no other account and nobody in clear near it", async () => {
    const { resources } = await declared();
    const { inputs } = only(resources, "aws:secretsmanager/secretPolicy:SecretPolicy");
    expect(inputs).toMatchObject({ secretArn: arn, blockPublicPolicy: true });
    const denied = { Effect: "Deny", Principal: "*", Action: "secretsmanager:*", Resource: "*" };
    expect(JSON.parse(String(inputs.policy))).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "NoOtherAccount",
          ...denied,
          Condition: {
            StringNotEquals: { "aws:PrincipalAccount": "210987654321" },
            Bool: { "aws:PrincipalIsAWSService": "false" },
          },
        },
        {
          Sid: "NothingUnencrypted",
          ...denied,
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    });
    const given = await declared({ accountId: "111122223333" });
    expect(only(given.resources, "aws:secretsmanager/secretPolicy:SecretPolicy").inputs.policy).toContain(
      '"aws:PrincipalAccount":"111122223333"',
    );
  });

  it("gives its ARN, and the first password as a secret", async () => {
    const { made } = await declared();
    expect(await resolved(made?.arn)).toBe(arn);
    expect(await secretOf(made?.password)).toBe(generatedPassword);
  });
});
