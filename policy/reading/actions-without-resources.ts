/**
 * Actions that IAM lets nobody limit to a resource, of the services around a server: AWS, "Service Authorization
 * Reference", as of 2026-11.
 */
export const actionsWithoutResources: Readonly<Record<string, readonly string[]>> = {
  "application-autoscaling": [
    "DescribeScalableTargets",
    "DescribeScalingActivities",
    "DescribeScalingPolicies",
  ],
  backup: ["DescribeGlobalSettings", "DescribeRegionSettings", "ListBackupPlans", "ListBackupVaults"],
  "backup-storage": ["MountCapsule"],
  cloudtrail: ["DescribeTrails", "ListTrails"],
  cloudwatch: [
    "DeleteAnomalyDetector",
    "DescribeAlarmsForMetric",
    "DescribeAnomalyDetectors",
    "GetMetricData",
    "GetMetricStatistics",
    "GetMetricWidgetImage",
    "ListDashboards",
    "ListMetrics",
    "PutAnomalyDetector",
    "PutMetricData",
  ],
  ec2: [
    "DescribeAccountAttributes",
    "DescribeAvailabilityZones",
    "DescribeDhcpOptions",
    "DescribeFlowLogs",
    "DescribeIamInstanceProfileAssociations",
    "DescribeImages",
    "DescribeInstanceCreditSpecifications",
    "DescribeInstanceStatus",
    "DescribeInstanceTypes",
    "DescribeInstances",
    "DescribeInternetGateways",
    "DescribeLaunchTemplates",
    "DescribeManagedPrefixLists",
    "DescribeNetworkAcls",
    "DescribeNetworkInterfaces",
    "DescribePrefixLists",
    "DescribeRouteTables",
    "DescribeSecurityGroupRules",
    "DescribeSecurityGroups",
    "DescribeSubnets",
    "DescribeTags",
    "DescribeVolumes",
    "DescribeVpcEndpoints",
    "DescribeVpcs",
  ],
  ec2messages: [
    "AcknowledgeMessage",
    "DeleteMessage",
    "FailMessage",
    "GetEndpoint",
    "GetMessages",
    "SendReply",
  ],
  iam: ["ListInstanceProfiles", "ListOpenIDConnectProviders", "ListPolicies", "ListRoles"],
  kms: ["CreateKey", "GenerateRandom", "ListAliases", "ListKeys"],
  lambda: ["GetAccountSettings", "ListFunctions"],
  logs: [
    "CreateLogDelivery",
    "DeleteLogDelivery",
    "DescribeLogGroups",
    "DescribeQueries",
    "DescribeResourcePolicies",
    "GetLogDelivery",
    "ListLogDeliveries",
    "PutResourcePolicy",
    "StopQuery",
    "UpdateLogDelivery",
  ],
  pricing: ["DescribeServices", "GetAttributeValues", "GetPriceListFileUrl", "GetProducts", "ListPriceLists"],
  rds: [
    "DescribeAccountAttributes",
    "DescribeCertificates",
    "DescribeDBEngineVersions",
    "DescribeEngineDefaultClusterParameters",
    "DescribeEngineDefaultParameters",
    "DescribeEventCategories",
    "DescribeEvents",
    "DescribeOrderableDBInstanceOptions",
    "DescribeSourceRegions",
  ],
  s3: ["GetAccountPublicAccessBlock", "ListAllMyBuckets"],
  secretsmanager: ["GetRandomPassword", "ListSecrets"],
  sns: [
    "GetSubscriptionAttributes",
    "ListSubscriptions",
    "ListTopics",
    "SetSubscriptionAttributes",
    "Unsubscribe",
  ],
  ssmmessages: ["CreateControlChannel", "CreateDataChannel", "OpenControlChannel", "OpenDataChannel"],
  sts: ["GetCallerIdentity"],
  tag: ["GetResources", "GetTagKeys", "GetTagValues"],
  xray: ["PutTelemetryRecords", "PutTraceSegments"],
};

const all: ReadonlySet<string> = new Set(
  Object.entries(actionsWithoutResources).flatMap(([service, names]) =>
    names.map((name) => `${service}:${name}`.toLowerCase()),
  ),
);

/** Whether `*` is the only resource that an action can be allowed on. IAM does not heed the case of actions. */
export function takesNoResource(action: string): boolean {
  return all.has(action.toLowerCase());
}
