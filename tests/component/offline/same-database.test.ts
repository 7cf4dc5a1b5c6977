import { beforeAll, describe, expect, it } from "vitest";
import { planOffline } from "../../../cli/offline/plan-offline.ts";
import type { PlannedResource } from "../../../policy/planned-resource.ts";

/** What is inside the database: below the component of that name. By type and name. */
async function insideOf(
  stack: string,
  settings: Record<string, string>,
): Promise<Map<string, PlannedResource>> {
  const { resources } = await planOffline(stack, { settings });
  const inside = resources.filter(({ urn }) => urn.split("::")[2]?.startsWith("pgstack:index:Database"));
  return new Map(inside.map((one) => [`${one.type} ${one.name}`, one]));
}

/** Roles that log in are let in by IAM on a server that has it, and by a generated password on one that has not. */
const logins = ["mcp_app", "mcp_migrator", "mcp_monitor", "mcp_reader", "mcp_readonly"];

/** The same but for that: no password, and no membership in the role that RDS has for it. */
function withoutLogin(inputs: PlannedResource["inputs"]): unknown {
  const { password: _, ...rest } = inputs;
  return JSON.parse(JSON.stringify(rest), (_name, value) =>
    Array.isArray(value) ? value.filter((each) => each !== "rds_iam") : value,
  );
}

describe("the database of stack prod and that of stack dev", () => {
  let dev: Map<string, PlannedResource>;
  let prod: Map<string, PlannedResource>;
  beforeAll(async () => {
    // Generated rows have no place in production.
    dev = await insideOf("dev", { "pgstack:server": "docker", "pgstack:demoData": "false" });
    prod = await insideOf("prod", {});
  });

  it("have the same resources, but for how roles log in", () => {
    const onlyIn = (one: Map<string, unknown>, other: Map<string, unknown>) =>
      [...one.keys()].filter((key) => !other.has(key));
    expect(onlyIn(dev, prod)).toEqual(
      logins.map((role) => `random:index/randomPassword:RandomPassword ${role}-password`),
    );
    // How the provider of roles is given the administrator's password, which dev has at hand.
    expect(onlyIn(prod, dev)).toEqual([
      "pgstack:index:LoginFile database-login-file",
      "pulumi:providers:pgstack database-login",
    ]);
    expect(dev.size).toBeGreaterThan(30);
  });

  it("declare them alike: roles, memberships, schemas, extensions, migrations, indexes, privileges", () => {
    const both = [...dev.keys()].filter((key) => prod.has(key) && !key.startsWith("pulumi:providers:"));
    expect(both.length).toBeGreaterThan(25);
    for (const key of both)
      expect({ key, inputs: withoutLogin(prod.get(key)?.inputs ?? {}) }).toEqual({
        key,
        inputs: withoutLogin(dev.get(key)?.inputs ?? {}),
      });
  });

  it("let the same roles in, each in its server's way", () => {
    const role = (plan: Map<string, PlannedResource>, name: string) =>
      plan.get(`postgresql:index/role:Role ${name}`)?.inputs;
    for (const name of logins) {
      expect(role(dev, name)).toMatchObject({ login: true, password: "(secret)" });
      expect(role(dev, name)?.roles).not.toContain("rds_iam");
      expect(role(prod, name)).toMatchObject({ login: true, roles: expect.arrayContaining(["rds_iam"]) });
      expect(role(prod, name)).not.toHaveProperty("password");
    }
    for (const plan of [dev, prod])
      expect(role(plan, "mcp_owner")).toMatchObject({ login: false, roles: [] });
  });
});
