import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { OfflinePlan } from "../../cli/offline/offline-plan.ts";
import { planOffline } from "../../cli/offline/plan-offline.ts";
import { terraformPlan } from "../../cli/offline/terraform/terraform-plan.ts";
import type { PlannedResource } from "../../policy/planned-resource.ts";
import { checkovExceptions } from "./checkov-exceptions.ts";
import { needsPythonTool } from "./needs-python-tool.ts";
import { type CheckovResult, runCheckov } from "./run-checkov.ts";

/** With an account, so that policies with the account's ARNs in them are known, and judged. */
const settings = { "pgstack:accountId": "123456789012" };

describe("Checkov, given stack prod's offline plan as a Terraform plan", () => {
  let plan: OfflinePlan;
  let result: CheckovResult;
  beforeEach((context) => needsPythonTool(context, "checkov"));
  beforeAll(async () => {
    plan = await planOffline("prod", { settings });
  });

  it("fails no check but those that are meant to", async () => {
    result = await runCheckov(terraformPlan(plan).json);
    const expected = Object.entries(checkovExceptions).flatMap(([id, { of }]) =>
      of.map((address) => `${id} ${address}`),
    );
    expect(result.failed).toEqual(expected.sort());
    expect({ skipped: result.skipped, errors: result.parsingErrors }).toEqual({ skipped: [], errors: [] });
  });

  it("ran the checks of a server, its logs, secret, keys and groups, on each of them", () => {
    const { json } = terraformPlan(plan);
    const { planned_values } = json as unknown as {
      planned_values: { root_module: { resources: { address: string; type: string }[] } };
    };
    const all = planned_values.root_module.resources;
    const of = (...types: string[]) =>
      all.flatMap(({ address, type }) => (types.includes(type) ? [address] : [])).sort();
    const servers = of("aws_db_instance");
    expect(servers).toEqual(["aws_db_instance.server", "aws_db_instance.server-replica-1"]);
    const groups = of("aws_security_group");
    const inbound = [...groups, ...of("aws_vpc_security_group_ingress_rule")].sort();
    const outbound = [...groups, ...of("aws_vpc_security_group_egress_rule")].sort();
    const secrets = of("aws_secretsmanager_secret");
    const logs = of("aws_cloudwatch_log_group");
    const keys = of("aws_kms_key");
    const buckets = of("aws_s3_bucket");
    const ran: Record<string, string[]> = {
      ...Object.fromEntries(serverChecks.map((id) => [id, servers])),
      // Of the primary alone: a replica has neither an engine nor this of its own.
      CKV_AWS_161: ["aws_db_instance.server"],
      CKV2_AWS_30: ["aws_db_instance.server"],
      CKV_AWS_245: of("aws_db_instance_automated_backups_replication"),
      CKV_AWS_23: [...new Set([...inbound, ...outbound])].sort(),
      CKV_AWS_24: inbound,
      CKV_AWS_25: inbound,
      CKV_AWS_260: inbound,
      CKV_AWS_277: inbound,
      CKV_AWS_382: outbound,
      CKV2_AWS_5: groups,
      CKV_AWS_149: secrets,
      CKV2_AWS_57: secrets,
      CKV_AWS_66: logs,
      CKV_AWS_158: logs,
      CKV_AWS_338: logs,
      CKV_AWS_7: keys,
      CKV2_AWS_64: keys,
      CKV_AWS_26: of("aws_sns_topic"),
      CKV_AWS_319: of("aws_cloudwatch_metric_alarm"),
      CKV2_AWS_6: buckets,
      CKV_AWS_21: buckets,
      CKV_AWS_166: of("aws_backup_vault"),
      CKV2_AWS_10: of("aws_cloudtrail"),
      CKV2_AWS_11: of("aws_vpc"),
    };
    const found = Object.fromEntries(Object.keys(ran).map((id) => [id, addressesOf(result, id)]));
    expect(found).toEqual(ran);
  });

  it("finds what is taken away, in values, in blocks and between resources", async () => {
    const { failed } = await runCheckov(terraformPlan({ ...plan, resources: weakened(plan.resources) }).json);
    const known = new Set(result.failed);
    expect(failed.filter((one) => !known.has(one))).toEqual(
      [
        "CKV2_AWS_57 aws_secretsmanager_secret.admin-secret",
        "CKV2_AWS_5 aws_security_group.network-database",
        "CKV2_AWS_69 aws_db_instance.server",
        "CKV2_AWS_69 aws_db_instance.server-replica-1",
        "CKV2_AWS_6 aws_s3_bucket.snapshot-export",
        "CKV_AWS_158 aws_cloudwatch_log_group.server-postgresql-log",
        "CKV_AWS_16 aws_db_instance.server",
        "CKV_AWS_17 aws_db_instance.server",
        "CKV_AWS_7 aws_kms_key.database-key",
      ].sort(),
    );
  });
});

/** What Checkov has for an instance of RDS. */
const serverChecks = [
  "CKV_AWS_16",
  "CKV_AWS_17",
  "CKV_AWS_118",
  "CKV_AWS_129",
  "CKV_AWS_133",
  "CKV_AWS_157",
  "CKV_AWS_211",
  "CKV_AWS_226",
  "CKV_AWS_293",
  "CKV_AWS_353",
  "CKV_AWS_354",
  "CKV_AWS_388",
  "CKV2_AWS_60",
  "CKV2_AWS_69",
];

function addressesOf({ passed, failed }: CheckovResult, id: string): string[] {
  return [...passed, ...failed]
    .flatMap((line) => (line.startsWith(`${id} `) ? [line.slice(id.length + 1)] : []))
    .sort();
}

/** The same plan with one thing less in each of several places. */
function weakened(resources: readonly PlannedResource[]): PlannedResource[] {
  return resources.flatMap((one) => {
    const { type, name, inputs, propertyDependencies } = one;
    const changed = (more: PlannedResource["inputs"], unlinked = "") => {
      const { [unlinked]: _, ...links } = propertyDependencies;
      return [{ ...one, inputs: { ...inputs, ...more }, propertyDependencies: links }];
    };
    switch (`${type.split(":").at(-1)} ${name}`) {
      case "Instance server":
        return changed(
          { storageEncrypted: false, publiclyAccessible: true, vpcSecurityGroupIds: ["sg-1"] },
          "vpcSecurityGroupIds",
        );
      case "Instance server-replica-1":
        return changed({ vpcSecurityGroupIds: ["sg-1"] }, "vpcSecurityGroupIds");
      case "ParameterGroup server-parameters":
        return changed({
          parameters: (inputs.parameters as { name: string }[]).filter(
            ({ name }) => name !== "rds.force_ssl",
          ),
        });
      case "Key database-key":
        return changed({ enableKeyRotation: false });
      case "LogGroup server-postgresql-log": {
        const { kmsKeyId: _, ...rest } = inputs;
        return [{ ...one, inputs: rest, propertyDependencies: {} }];
      }
      case "SecretRotation secret-rotation-schedule":
      case "BucketPublicAccessBlock snapshot-export-public-access":
        return [];
      default:
        return [one];
    }
  });
}
