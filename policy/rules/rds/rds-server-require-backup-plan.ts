import { eachResource } from "../../checks/each-resource.ts";
import { checkov, securityHub } from "../../control-lists.ts";
import { fail, notApplicable, pass, unknown } from "../../finding.ts";
import type { PlannedResource } from "../../planned-resource.ts";
import { hasHidden, isRecord, listOf } from "../../reading/known.ts";
import { linkOf } from "../../reading/links.ts";
import { isReplica } from "../../reading/replica.ts";
import { isSecondCluster } from "../../reading/second-cluster.ts";
import { types } from "../../resource-types.ts";

export const rdsServerRequireBackupPlan = eachResource({
  id: "rds-server-require-backup-plan",
  title: "Servers are in a plan of AWS Backup",
  controls: [...securityHub("RDS.26"), ...checkov("CKV2_AWS_8")],
  severity: "mandatory",
  of: [types.instance, types.cluster],
  check: (server, plan) => {
    if (isReplica(server)) return notApplicable("a replica holds what its source holds");
    if (isSecondCluster(server)) return notApplicable("a second cluster holds what its primary holds");
    const selections = plan.resources.filter(({ type }) => type === types.backupSelection);
    const links = selections.map((each) => linkOf(plan, each, "resources", [server.type], ["arn"]));
    const [by] = selections.filter(
      (each, at) => links[at]?.to.includes(server) || selectsByTag(each, server),
    );
    if (by !== undefined) return pass(`${by.name} selects it`);
    return links.some(({ sure }) => !sure) || selections.some(({ inputs }) => hasHidden(inputs.selectionTags))
      ? unknown("what a selection of AWS Backup selects is known only when it is made")
      : fail("no plan of AWS Backup selects it", "Set pgstack:backupPlan to true.");
  },
});

function selectsByTag({ inputs }: PlannedResource, server: PlannedResource): boolean {
  const { tags } = server.inputs;
  return listOf(inputs.selectionTags)
    .filter(isRecord)
    .some(({ key, value }) => isRecord(tags) && value !== undefined && tags[String(key)] === value);
}
