import { type DeployScope, inBothRegions, type Statement } from "../statement.ts";

/** The server itself: instances, clusters, their groups, snapshots, replication of backups and the proxy. */
export function databaseStatements(scope: DeployScope): Statement[] {
  const { identifier, accountId, region } = scope;
  const named = (...kinds: readonly string[]) =>
    inBothRegions(scope, "rds", ...kinds.map((kind) => `${kind}:${identifier}*`));
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
        "rds:DeleteDBInstanceAutomatedBackup",
        "rds:StartDBInstanceAutomatedBackupsReplication",
        "rds:StopDBInstanceAutomatedBackupsReplication",
        "rds:CreateDBProxy",
        "rds:ModifyDBProxy",
        "rds:DeleteDBProxy",
        "rds:ModifyDBProxyTargetGroup",
        "rds:CreateDBProxyEndpoint",
        "rds:ModifyDBProxyEndpoint",
        "rds:DeleteDBProxyEndpoint",
        "rds:RegisterDBProxyTargets",
        "rds:DeregisterDBProxyTargets",
        "rds:SwitchoverBlueGreenDeployment",
        "rds:DeleteBlueGreenDeployment",
      ],
      Resource: inBothRegions(
        scope,
        "rds",
        "auto-backup:*",
        "db-proxy:*",
        "db-proxy-endpoint:*",
        "target-group:*",
        "deployment:*",
      ),
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
