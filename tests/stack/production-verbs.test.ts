import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Checkout } from "./checkout.ts";

// No verb for a server on this machine touches one in AWS, and each names what does.
describe("verbs for a server on this machine, at stack prod", () => {
  let checkout: Checkout;
  beforeAll(() => {
    checkout = new Checkout();
  });
  afterAll(() => checkout[Symbol.asyncDispose]());

  it.each([
    ["start", "`aws rds start-db-instance`"],
    ["stop", "`aws rds stop-db-instance`"],
    ["logs", "`aws logs tail /aws/rds/instance/mcp-demo-prod/postgresql --region us-east-1`"],
    ["upgrade", "pgstack:engineVersion: docs/production.md"],
    ["doctor --config", "`npx pgstack doctor --config --rds-class db.r7g.large --stack prod`"],
    ["seed", "Demo data is for a stack of another name"],
    ["rotate passwords", "(docs/production-secrets.md)"],
    ["rotate certificates", "pgstack:caCertificate"],
  ])("%s says what to do instead", async (verb, instead) => {
    const { code, stdout, stderr } = await checkout.pgstack(...verb.split(" "), "--stack", "prod");
    const [first, ...mend] = stderr.split("\n");
    expect({ code, stdout, first }).toEqual({
      code: 1,
      stdout: "",
      first: "error: stack prod: its server is in AWS, and this is for servers on this machine",
    });
    expect(mend.join("\n")).toContain(instead);
  });
});
