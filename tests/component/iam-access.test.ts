import { describe, expect, it } from "vitest";
import { IamAccess, type IamAccessArgs } from "../../components/access/iam-access.ts";
import { inputsOf, refusal, registeredOnAws, summary } from "./on-aws.ts";
import { resolved } from "./values.ts";

const args: IamAccessArgs = {
  identifier: "shop-prod",
  region: "us-east-1",
  accountId: "123456789012",
  adminUser: "shop_admin",
  roles: ["shop_app", "shop_reader"],
  servers: [
    { name: "primary", resourceId: "db-ABC" },
    { name: "replica-1", resourceId: "db-DEF" },
  ],
  tags: { Application: "shop" },
};

describe("IamAccess", () => {
  it("declares a policy for each role on each server, and nothing else", async () => {
    const { resources, made } = await registeredOnAws(() => new IamAccess("access", args));
    expect(summary(resources)).toEqual([
      "aws:iam/policy:Policy access-primary-shop_app of access",
      "aws:iam/policy:Policy access-primary-shop_reader of access",
      "aws:iam/policy:Policy access-replica-1-shop_app of access",
      "aws:iam/policy:Policy access-replica-1-shop_reader of access",
      "pgstack:index:IamAccess access of undefined",
    ]);
    expect(inputsOf(resources, "Policy", "access-replica-1-shop_reader")).toEqual({
      name: "shop-prod-replica-1-shop_reader",
      description: "Log in to replica-1 of shop-prod as shop_reader",
      policy: {
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Action: "rds-db:connect",
            Resource: "arn:aws:rds-db:us-east-1:123456789012:dbuser:db-DEF/shop_reader",
          },
        ],
      },
      tags: { Application: "shop", Role: "database login" },
    });
    expect(await resolved(made.policyArns.primary?.shop_app)).toBe("arn:access-primary-shop_app");
    expect(Object.keys(made.policyArns)).toEqual(["primary", "replica-1"]);
  });

  it.each([
    ["shop_admin", "the administrator never logs in by IAM"],
    ["rdsadmin", "that is a user of RDS's own"],
    ["*", "a policy would not name this role alone"],
    ["shop_*", "a policy would not name this role alone"],
    ["", "a policy would not name this role alone"],
  ])("refuses %j", async (role, what) => {
    expect(await refusal(() => new IamAccess("access", { ...args, roles: ["shop_app", role] }))).toContain(
      `database role ${role}: ${what}`,
    );
  });
});
