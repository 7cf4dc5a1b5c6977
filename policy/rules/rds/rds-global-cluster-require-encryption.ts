import { eachResource } from "../../checks/each-resource.ts";
import { mustBeTrue } from "../../checks/must-be.ts";
import { checkov } from "../../control-lists.ts";
import { linkOf } from "../../reading/links.ts";
import { types } from "../../resource-types.ts";

export const rdsGlobalClusterRequireEncryption = eachResource({
  id: "rds-global-cluster-require-encryption",
  title: "Storage of global databases is encrypted",
  controls: checkov("CKV_AWS_140"),
  severity: "mandatory",
  of: [types.globalCluster],
  check: (cluster, plan) => {
    // One that is made of a cluster is encrypted as that one is ("CreateGlobalCluster", 2026-11).
    const [source] = linkOf(plan, cluster, "sourceDbClusterIdentifier", [types.cluster]).to;
    return mustBeTrue(source ?? cluster, "storageEncrypted", "Set storageEncrypted to true.");
  },
});
