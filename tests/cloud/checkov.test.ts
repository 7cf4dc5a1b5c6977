import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { OfflinePlan } from "../../cli/offline/offline-plan.ts";
import { planOffline } from "../../cli/offline/plan-offline.ts";
import { terraformPlan } from "../../cli/offline/terraform/terraform-plan.ts";
import type { PlannedResource } from "../../policy/planned-resource.ts";
import { smallStack } from "../component/offline/small-stack.ts";
import { needsPythonTool } from "./needs-python-tool.ts";
import { runCheckov } from "./run-checkov.ts";

describe("Checkov, given an offline plan as a Terraform plan", () => {
  let plan: OfflinePlan;
  beforeAll(async () => {
    plan = await planOffline("dev", { program: smallStack });
  });
  beforeEach((context) => needsPythonTool(context, "checkov"));

  it("understands it: these checks ran, each on its resource", async () => {
    const { leftOut, json } = terraformPlan(plan);
    expect(leftOut).toEqual([]);
    const { passed, failed, skipped, parsingErrors } = await runCheckov(json);
    expect({ skipped, parsingErrors }).toEqual({ skipped: [], parsingErrors: [] });
    expect(passed).toEqual(
      expect.arrayContaining([
        // Values, of blocks too.
        "CKV_AWS_16 aws_db_instance.server",
        "CKV_AWS_17 aws_db_instance.server",
        "CKV_AWS_157 aws_db_instance.server",
        "CKV_AWS_293 aws_db_instance.server",
        "CKV_AWS_21 aws_s3_bucket.server-export",
        "CKV_AWS_7 aws_kms_key.server",
        // What is known only by a reference.
        "CKV_AWS_149 aws_secretsmanager_secret.server-admin",
        "CKV_AWS_158 aws_cloudwatch_log_group.server",
        "CKV_AWS_26 aws_sns_topic.server-alarms",
        // From one resource to another.
        "CKV_AWS_145 aws_s3_bucket.server-export",
        "CKV2_AWS_5 aws_security_group.server",
        "CKV2_AWS_6 aws_s3_bucket.server-export",
      ]),
    );
    // What the small stack leaves out on purpose.
    expect(failed).toContain("CKV_AWS_161 aws_db_instance.server");
    expect(failed).toContain("CKV2_AWS_57 aws_secretsmanager_secret.server-admin");
  });

  it("finds what is taken away", async () => {
    const without = (type: string, change: (resource: PlannedResource) => Partial<PlannedResource>) =>
      plan.resources.map((each) => (each.type === type ? { ...each, ...change(each) } : each));
    plan = {
      ...plan,
      resources: without("aws:rds/instance:Instance", ({ inputs, propertyDependencies }) => ({
        inputs: {
          ...inputs,
          storageEncrypted: false,
          publiclyAccessible: true,
          vpcSecurityGroupIds: ["sg-1"],
        },
        propertyDependencies: { ...propertyDependencies, vpcSecurityGroupIds: [] },
      })),
    };
    const { failed } = await runCheckov(terraformPlan(plan).json);
    expect(failed).toEqual(
      expect.arrayContaining([
        "CKV_AWS_16 aws_db_instance.server",
        "CKV_AWS_17 aws_db_instance.server",
        "CKV2_AWS_5 aws_security_group.server",
      ]),
    );
  });
});
