import { Provider } from "@pulumi/aws/provider.js";
import { expect } from "vitest";
import { RdsPostgres, type RdsPostgresArgs } from "../../components/server/rds-postgres.ts";
import { type Decided, type Registered, registered } from "./mocks.ts";

/** The least that a server is declared with: everything else is a default. */
export const rdsArgs: RdsPostgresArgs = {
  identifier: "shop-prod",
  accountId: "123456789012",
  tags: { Environment: "prod", Application: "shop" },
  engineVersion: "17",
  instanceClass: "db.r7g.large",
  database: "shop",
  adminUser: "shop_admin",
  adminSecretArn: "arn:aws:secretsmanager:us-east-1:123456789012:secret:shop-prod/admin-Ab12Cd",
  adminPassword: "First0Password",
  caFile: "certificates/rds.pem",
  subnetIds: ["subnet-a", "subnet-b"],
  securityGroupIds: ["sg-database"],
  keyArn: "arn:aws:kms:us-east-1:123456789012:key/data",
  logKeyArn: "arn:aws:kms:us-east-1:123456789012:key/logs",
};

export const instanceType = "aws:rds/instance:Instance";
export const parameterGroupType = "aws:rds/parameterGroup:ParameterGroup";

/** What RDS decides itself. */
const decided: Decided = {
  [instanceType]: ({ identifier }) => ({
    address: `${identifier}.0f.us-east-1.rds.amazonaws.com`,
    arn: `arn:aws:rds:us-east-1:123456789012:db:${identifier}`,
    resourceId: `db-${String(identifier).toUpperCase()}`,
  }),
  "aws:iam/role:Role": ({ name }) => ({ arn: `arn:aws:iam::123456789012:role/${name}` }),
  "random:index/randomId:RandomId": () => ({ hex: "0badcafe" }),
};

/** Everything that a server is made of. */
export async function declaredRds(changed: Partial<RdsPostgresArgs> = {}): Promise<Registered[]> {
  return (await madeRds(changed)).resources;
}

/** A server, and everything that it is made of. */
export async function madeRds(
  changed: Partial<RdsPostgresArgs> = {},
): Promise<{ server: RdsPostgres; resources: Registered[] }> {
  let server: RdsPostgres | undefined;
  const all = await registered(() => {
    server = new RdsPostgres("server", { ...rdsArgs, ...changed });
  }, decided);
  if (server === undefined) throw new Error("not declared");
  return { server, resources: all.filter(({ type }) => !/^pulumi:(pulumi:Stack|providers:)/.test(type)) };
}

/** As declaredRds, with copies in us-west-2, whose provider is made by the program that declares the server. */
export async function declaredWithCopies(changed: Partial<RdsPostgresArgs> = {}): Promise<Registered[]> {
  const all = await registered(() => {
    const copyProvider = new Provider("west", { region: "us-west-2" });
    new RdsPostgres("server", { ...rdsArgs, ...copies, copyProvider, ...changed });
  }, decided);
  return all.filter(({ type }) => !/^pulumi:(pulumi:Stack|providers:)/.test(type));
}

/** What copies in us-west-2 need beside their provider. */
export const copies: Partial<RdsPostgresArgs> = {
  copyRegion: "us-west-2",
  copyKeyArn: "arn:aws:kms:us-west-2:123456789012:key/copies",
  copyLogKeyArn: "arn:aws:kms:us-west-2:123456789012:key/logs",
  copySubnetIds: ["subnet-west-a", "subnet-west-b"],
  copySecurityGroupIds: ["sg-west"],
};

/** The only resource of a name and a type. */
export function onlyOne(resources: readonly Registered[], type: string, name: string): Registered {
  const found = resources.filter((resource) => resource.type === type && resource.name === name);
  expect(found).toHaveLength(1);
  return found[0] as Registered;
}

/** The instance that writes. */
export function primaryOf(resources: readonly Registered[]): Registered {
  return onlyOne(resources, instanceType, "server");
}

/** A parameter of the server's group. */
export function parameterOf(resources: readonly Registered[], name: string) {
  const { inputs } = onlyOne(resources, parameterGroupType, "server-parameters");
  return (inputs.parameters as { name: string; value: string; applyMethod: string }[]).find(
    (parameter) => parameter.name === name,
  );
}
