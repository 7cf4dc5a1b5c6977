import { describe, expect, it } from "vitest";
import { planOffline } from "../../../cli/offline/plan-offline.ts";
import { terraformPlan } from "../../../cli/offline/terraform/terraform-plan.ts";

const account = { "pgstack:accountId": "123456789012" };

/** What stack prod's file says of an instance means nothing to a cluster. */
const aurora = {
  "pgstack:server": "aurora",
  "pgstack:instanceClass": undefined,
  "pgstack:allocatedStorage": undefined,
  "pgstack:replicas": undefined,
};

describe("stack prod with other settings", () => {
  it.each([
    ["as it is", {}, "aws_db_instance"],
    ["on Aurora", aurora, "aws_rds_cluster"],
    ["behind RDS Proxy", { ...account, "pgstack:proxy": "true" }, "aws_db_proxy"],
    [
      "deployed by GitHub's workflows",
      { ...account, "pgstack:githubRepository": "owner/name" },
      "aws_iam_openid_connect_provider",
    ],
  ])("%s has all that is AWS's in its Terraform plan", async (_what, settings, type) => {
    const plan = await planOffline("prod", { settings });
    const { json, leftOut } = terraformPlan(plan);
    expect(leftOut.filter((resource) => !resource.type.startsWith("pgstack:"))).toEqual([]);
    const { planned_values } = json as unknown as {
      planned_values: { root_module: { resources: { type: string }[] } };
    };
    expect(planned_values.root_module.resources.map((resource) => resource.type)).toContain(type);
    for (const { inputs } of plan.resources)
      for (const name of ["password", "passwordWo", "masterPassword", "secretString", "secretStringWo"])
        if (Object.hasOwn(inputs, name)) expect(inputs[name]).toBe("(secret)");
  });
});
