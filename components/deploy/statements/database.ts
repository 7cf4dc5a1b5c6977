import { type DeployScope, inBothRegions, isTagged, makesTagged, type Statement } from "../statement.ts";

/** The server itself: instances, clusters, their groups, snapshots, replication of backups and the proxy. */
export function databaseStatements(scope: DeployScope): Statement[] {
  const { identifier, accountId, region } = scope;
  const named = (...kinds: readonly string[]) =>
    inBothRegions(scope, "rds", ...kinds.map((kind) => `${kind}:${identifier}*`));
  const proxies = inBothRegions(scope, "rds", "db-proxy:*", "db-proxy-endpoint:*");
  return [
    {
      Sid: "Servers",
      Effect: "Allow",
      Action: [
        "rds:AddTagsToResource",
        "rds:RemoveTagsFromResource",
        "rds:CreateDBInstance",
        "rds:CreateDBInstanceReadReplica",
        "rds:ModifyDBInstance",
        "rds:RebootDBInstance",
        "rds:DeleteDBInstance",
        "rds:CreateDBCluster",
        "rds:ModifyDBCluster",
        "rds:DeleteDBCluster",
        "rds:CreateDBSnapshot",
        "rds:CreateDBClusterSnapshot",
        "rds:CreateDBParameterGroup",
        "rds:ModifyDBParameterGroup",
        "rds:ResetDBParameterGroup",
        "rds:DeleteDBParameterGroup",
        "rds:CreateDBClusterParameterGroup",
        "rds:ModifyDBClusterParameterGroup",
        "rds:ResetDBClusterParameterGroup",
        "rds:DeleteDBClusterParameterGroup",
        "rds:CreateDBSubnetGroup",
        "rds:ModifyDBSubnetGroup",
        "rds:DeleteDBSubnetGroup",
        "rds:CreateEventSubscription",
        "rds:ModifyEventSubscription",
        "rds:DeleteEventSubscription",
        "rds:CreateBlueGreenDeployment",
        "rds:StartDBInstanceAutomatedBackupsReplication",
        "rds:StopDBInstanceAutomatedBackupsReplication",
      ],
      Resource: [
        ...named("db", "cluster", "pg", "cluster-pg", "subgrp", "es", "snapshot", "cluster-snapshot"),
        // Each instance is made in an option group, which is RDS's own.
        ...inBothRegions(scope, "rds", "og:default:postgres-*"),
      ],
    },
    {
      Sid: "NamedByAws",
      Effect: "Allow",
      Action: [
        "rds:AddTagsToResource",
        "rds:RemoveTagsFromResource",
        "rds:StartDBInstanceAutomatedBackupsReplication",
        "rds:StopDBInstanceAutomatedBackupsReplication",
        "rds:ModifyDBProxyTargetGroup",
        "rds:RegisterDBProxyTargets",
        "rds:DeregisterDBProxyTargets",
        "rds:SwitchoverBlueGreenDeployment",
        "rds:DeleteBlueGreenDeployment",
      ],
      Resource: inBothRegions(scope, "rds", "auto-backup:*", "target-group:*", "deployment:*"),
    },
    {
      Sid: "MakeProxies",
      Effect: "Allow",
      Action: ["rds:AddTagsToResource", "rds:CreateDBProxy", "rds:CreateDBProxyEndpoint"],
      Resource: proxies,
      Condition: makesTagged(scope),
    },
    {
      Sid: "OwnProxies",
      Effect: "Allow",
      Action: [
        "rds:AddTagsToResource",
        "rds:RemoveTagsFromResource",
        "rds:CreateDBProxyEndpoint",
        "rds:ModifyDBProxy",
        "rds:ModifyDBProxyEndpoint",
        "rds:RegisterDBProxyTargets",
        "rds:DeregisterDBProxyTargets",
        "rds:DeleteDBProxy",
        "rds:DeleteDBProxyEndpoint",
      ],
      Resource: proxies,
      Condition: isTagged(scope),
    },
    {
      Sid: "GlobalCluster",
      Effect: "Allow",
      Action: [
        "rds:CreateGlobalCluster",
        "rds:ModifyGlobalCluster",
        "rds:RemoveFromGlobalCluster",
        "rds:DeleteGlobalCluster",
      ],
      Resource: [`arn:aws:rds::${accountId}:global-cluster:${identifier}*`, ...named("cluster")],
    },
    {
      Sid: "ReadersOfAurora",
      Effect: "Allow",
      Action: [
        "application-autoscaling:RegisterScalableTarget",
        "application-autoscaling:DeregisterScalableTarget",
        "application-autoscaling:PutScalingPolicy",
        "application-autoscaling:DeleteScalingPolicy",
        "application-autoscaling:TagResource",
      ],
      Resource: [`arn:aws:application-autoscaling:${region}:${accountId}:scalable-target/*`],
      Condition: { StringEquals: { "application-autoscaling:service-namespace": "rds" } },
    },
  ];
}
