import { beforeEach, describe, expect, it } from "vitest";
import { planOffline } from "../../cli/offline/plan-offline.ts";
import { terraformPlan } from "../../cli/offline/terraform/terraform-plan.ts";
import { auroraProgram } from "../component/aurora-program.ts";
import { needsPythonTool } from "./needs-python-tool.ts";
import { runCheckov } from "./run-checkov.ts";

/** What is decided otherwise, by check, with the reason. */
const decided: Readonly<Record<string, string>> = {
  CKV2_AWS_5: "Checkov does not count what RDS Proxy is in",
  CKV2_AWS_62: "nobody has to hear of an export: whoever starts one waits for it",
  CKV2_AWS_8: "the second cluster holds what its primary holds, which is backed up",
  CKV_AWS_144: "an export can be made again from its snapshot, which is copied",
  CKV_AWS_18: "each read asks KMS, and is in CloudTrail",
  CKV_AWS_338: "thirty days of logs, not a year",
};

/** By resource, what Checkov looked at and found well. */
const checks: Readonly<Record<string, readonly string[]>> = {
  "aws_rds_cluster.server": [
    "CKV2_AWS_27",
    "CKV2_AWS_8",
    "CKV_AWS_133",
    "CKV_AWS_139",
    "CKV_AWS_162",
    "CKV_AWS_313",
    "CKV_AWS_324",
    "CKV_AWS_327",
    "CKV_AWS_96",
  ],
  "aws_rds_cluster_instance.server-1": [
    "CKV_AWS_118",
    "CKV_AWS_17",
    "CKV_AWS_226",
    "CKV_AWS_353",
    "CKV_AWS_354",
  ],
  "aws_backup_vault.backup-vault": ["CKV_AWS_166"],
  "aws_s3_bucket.export": [
    "CKV2_AWS_6",
    "CKV2_AWS_61",
    "CKV_AWS_145",
    "CKV_AWS_19",
    "CKV_AWS_20",
    "CKV_AWS_21",
  ],
  "aws_cloudwatch_log_group.proxy-log": ["CKV_AWS_158"],
};
const lookedAt = Object.entries(checks).flatMap(([resource, ids]) => ids.map((id) => `${id} ${resource}`));

describe("Checkov, given Aurora in two regions with its proxy and backups", () => {
  beforeEach((context) => needsPythonTool(context, "checkov"));

  it("finds nothing but what is decided otherwise", async () => {
    const { leftOut, json } = terraformPlan(await planOffline("dev", { program: auroraProgram }));
    const { passed, failed, skipped, parsingErrors } = await runCheckov(json);
    expect({ leftOut, skipped, parsingErrors }).toEqual({ leftOut: [], skipped: [], parsingErrors: [] });
    const ids = new Set(failed.map((check) => check.split(" ", 1)[0]));
    expect([...ids].sort()).toEqual(Object.keys(decided).sort());
    expect(failed.filter((check) => /^CKV2_AWS_(5|8) /.test(check))).toEqual([
      "CKV2_AWS_5 aws_security_group.proxy-security-group",
      "CKV2_AWS_8 aws_rds_cluster.server-global-cluster",
    ]);
    // That it understood what it looked at.
    expect(passed).toEqual(expect.arrayContaining(lookedAt));
  });
});
