import { types } from "../../../policy/resource-types.ts";
import { later, resource } from "../planned.ts";
import { type RuleCases, says } from "./rule-cases.ts";

type Inputs = Parameters<typeof resource>[2];
type Links = Parameters<typeof resource>[3];
const server = (inputs: Inputs, links?: Links) => resource(types.instance, "server", inputs, links);
const replica = (inputs: Inputs, links?: Links) =>
  resource(types.instance, "replica-1", { replicateSourceDb: "mcp-demo-prod", ...inputs }, links);
const reader = (inputs: Inputs) => resource(types.clusterInstance, "reader-1", inputs);
const key = resource(types.key, "storage-key");
const named = { identifier: "mcp-demo-prod" };
const group = (parameters: readonly object[] | string) =>
  resource(types.parameterGroup, "server-parameters", { name: "pg17", parameters: parameters as never });
const subnet = resource(types.subnet, "private-a");
const subnets = (inputs: Inputs, links?: Links) =>
  resource(types.subnetGroup, "server-subnets", inputs, links);
const table = (inputs: Inputs, links?: Links) => resource(types.routeTable, "private", inputs, links);
const association = (of: ReturnType<typeof table>) =>
  resource(types.routeTableAssociation, "private-a", {}, { subnetId: [subnet], routeTableId: [of] });
const gateway = resource(types.internetGateway, "gateway");
const open = table({}, { routes: [gateway] });
const closed = table({ routes: [] });
const selection = (inputs: Inputs, links?: Links) =>
  resource(types.backupSelection, "databases", inputs, links);

export const instanceCases: Readonly<Record<string, RuleCases>> = {
  "rds-instance-deny-public-access": {
    pass: says(
      [server({ publiclyAccessible: false }), reader({})],
      "server pass: publiclyAccessible is false",
      "reader-1 pass: publiclyAccessible is false, by default",
    ),
    fail: says([server({ publiclyAccessible: true })], "server fail: publiclyAccessible is true, not false"),
    unknown: says(
      [server({ publiclyAccessible: later })],
      "server unknown: publiclyAccessible is known only when it is made",
    ),
    also: {
      "has nothing to look at": says(
        [],
        "plan not-applicable: the plan has no aws.rds.Instance or aws.rds.ClusterInstance",
      ),
    },
  },
  "rds-instance-require-encryption": {
    pass: says(
      [server({ ...named, storageEncrypted: true }), replica({})],
      "server pass: storageEncrypted is true",
      "replica-1 pass: storageEncrypted is true",
    ),
    fail: says([server({})], "server fail: storageEncrypted is false, by default, not true"),
    unknown: says(
      [server({ storageEncrypted: later })],
      "server unknown: storageEncrypted is known only when it is made",
    ),
    also: {
      "a replica is no better than its source": says(
        [server({ ...named, storageEncrypted: false }), replica({})],
        "server fail: storageEncrypted is false, not true",
        "replica-1 fail: storageEncrypted is false, not true",
      ),
      "a replica of another region says so itself": says(
        [replica({ storageEncrypted: true })],
        "replica-1 pass: storageEncrypted is true",
      ),
    },
  },
  "rds-server-require-customer-key": {
    pass: says(
      [server({ ...named }, { kmsKeyId: [key] }), replica({}), key],
      "server pass: kmsKeyId comes from storage-key",
      "replica-1 pass: kmsKeyId comes from storage-key",
    ),
    fail: says([server({})], "server fail: kmsKeyId is not set: the key is AWS's"),
    unknown: says([server({ kmsKeyId: later })], "server unknown: kmsKeyId is known only when it is made"),
    also: {
      "a key of AWS's is none": says(
        [server({ kmsKeyId: "alias/aws/rds" })],
        "server fail: kmsKeyId is alias/aws/rds, a key of AWS's",
      ),
      "a key by its number": says(
        [server({ kmsKeyId: "arn:aws:kms:us-east-1:123456789012:key/1" })],
        "server pass: kmsKeyId is arn:aws:kms:us-east-1:123456789012:key/1",
      ),
    },
  },
  "rds-instance-require-multi-az": {
    pass: says([server({ multiAz: true })], "server pass: multiAz is true"),
    fail: says(
      [server({ multiAz: true }), replica({})],
      "server pass: multiAz is true",
      "replica-1 fail: multiAz is false, by default, not true",
    ),
    unknown: says([server({ multiAz: later })], "server unknown: multiAz is known only when it is made"),
  },
  "rds-instance-require-enhanced-monitoring": {
    pass: says([server({ monitoringInterval: 60 })], "server pass: monitoringInterval is 60"),
    fail: says(
      [server({ monitoringInterval: 0 }), reader({})],
      "server fail: monitoringInterval is 0, not 1, 5, 10, 15, 30 or 60 seconds",
      "reader-1 fail: monitoringInterval is 0, by default, not 1, 5, 10, 15, 30 or 60 seconds",
    ),
    unknown: says(
      [server({ monitoringInterval: later })],
      "server unknown: monitoringInterval is known only when it is made",
    ),
  },
  "rds-instance-require-deletion-protection": {
    pass: says([server({ deletionProtection: true })], "server pass: deletionProtection is true"),
    fail: says([server({ deletionProtection: false })], "server fail: deletionProtection is false, not true"),
    unknown: says(
      [server({ deletionProtection: later })],
      "server unknown: deletionProtection is known only when it is made",
    ),
  },
  "rds-instance-require-log-exports": {
    pass: says(
      [server({ enabledCloudwatchLogsExports: ["postgresql", "upgrade", "iam-db-auth-error"] })],
      'server pass: enabledCloudwatchLogsExports is ["postgresql","upgrade","iam-db-auth-error"]',
    ),
    fail: says(
      [server({ enabledCloudwatchLogsExports: ["upgrade"] })],
      'server fail: enabledCloudwatchLogsExports is ["upgrade"], not postgresql and upgrade',
    ),
    unknown: says(
      [server({ enabledCloudwatchLogsExports: later })],
      "server unknown: enabledCloudwatchLogsExports is known only when it is made",
    ),
    also: {
      "none at all": says([server({})], "server fail: enabledCloudwatchLogsExports is not set"),
    },
  },
  "rds-instance-require-iam-authentication": {
    pass: says(
      [server({ iamDatabaseAuthenticationEnabled: true })],
      "server pass: iamDatabaseAuthenticationEnabled is true",
    ),
    fail: says([server({})], "server fail: iamDatabaseAuthenticationEnabled is false, by default, not true"),
    unknown: says(
      [server({ iamDatabaseAuthenticationEnabled: later })],
      "server unknown: iamDatabaseAuthenticationEnabled is known only when it is made",
    ),
  },
  "rds-server-require-backups": {
    pass: says(
      [server({ backupRetentionPeriod: 30 }), replica({})],
      "server pass: backupRetentionPeriod is 30",
      "replica-1 pass: backupRetentionPeriod is 1, by default",
    ),
    fail: says(
      [server({ backupRetentionPeriod: 6 }), replica({ backupRetentionPeriod: 0 })],
      "server fail: backupRetentionPeriod is 6, not 7 to 35 days",
      "replica-1 fail: backupRetentionPeriod is 0, not 1 to 35 days",
    ),
    unknown: says(
      [server({ backupRetentionPeriod: later })],
      "server unknown: backupRetentionPeriod is known only when it is made",
    ),
    also: {
      "of clusters too": says(
        [resource(types.cluster, "cluster", { backupRetentionPeriod: 1 })],
        "cluster fail: backupRetentionPeriod is 1, not 7 to 35 days",
      ),
    },
  },
  "rds-instance-require-minor-upgrades": {
    pass: says(
      [server({ autoMinorVersionUpgrade: true }), reader({})],
      "server pass: autoMinorVersionUpgrade is true",
      "reader-1 pass: autoMinorVersionUpgrade is true, by default",
    ),
    fail: says(
      [server({ autoMinorVersionUpgrade: false })],
      "server fail: autoMinorVersionUpgrade is false, not true",
    ),
    unknown: says(
      [server({ autoMinorVersionUpgrade: later })],
      "server unknown: autoMinorVersionUpgrade is known only when it is made",
    ),
  },
  "rds-instance-require-tags-on-snapshots": {
    pass: says([server({ copyTagsToSnapshot: true })], "server pass: copyTagsToSnapshot is true"),
    fail: says([server({})], "server fail: copyTagsToSnapshot is false, by default, not true"),
    unknown: says(
      [server({ copyTagsToSnapshot: later })],
      "server unknown: copyTagsToSnapshot is known only when it is made",
    ),
  },
  "rds-instance-require-vpc": {
    pass: says(
      [server({}, { dbSubnetGroupName: [subnets({})] }), replica({})],
      "server pass: dbSubnetGroupName comes from server-subnets",
      "replica-1 not-applicable: a replica is in its source's VPC",
    ),
    fail: says([server({})], "server fail: dbSubnetGroupName is not set"),
    unknown: says(
      [server({ dbSubnetGroupName: later })],
      "server unknown: dbSubnetGroupName is known only when it is made",
    ),
  },
  "rds-subnet-group-deny-internet-route": {
    pass: says(
      [subnets({}, { subnetIds: [subnet] }), subnet, closed, association(closed)],
      "server-subnets pass: no subnet of it has a route to an internet gateway",
    ),
    fail: says(
      [subnets({}, { subnetIds: [subnet] }), subnet, open, association(open), gateway],
      "server-subnets fail: private-a has a route to an internet gateway",
    ),
    unknown: says(
      [subnets({ subnetIds: ["subnet-1", "subnet-2"] })],
      "server-subnets unknown: its subnets are not made here: their routes are not in the plan",
    ),
    also: {
      "a route of its own": says(
        [
          subnets({}, { subnetIds: [subnet] }),
          subnet,
          closed,
          association(closed),
          resource(types.route, "out", { gatewayId: "igw-1" }, { routeTableId: [closed] }),
        ],
        "server-subnets fail: private-a has a route to an internet gateway",
      ),
      "a route to nobody knows where": says(
        [
          subnets({}, { subnetIds: [subnet] }),
          subnet,
          closed,
          association(closed),
          resource(types.route, "out", { gatewayId: later }, { routeTableId: [closed] }),
        ],
        "server-subnets unknown: where a route of its subnets leads is known only when it is made",
      ),
    },
  },
  "rds-server-deny-default-port": {
    pass: says(
      [server({ ...named, port: 6432 }), replica({})],
      "server pass: port is 6432",
      "replica-1 pass: port is 6432",
    ),
    fail: says([server({ port: 5432 })], "server fail: port is 5432, not another port"),
    unknown: says([server({ port: later })], "server unknown: port is known only when it is made"),
    also: {
      "none is the default one": says(
        [server({})],
        "server fail: port is 5432, by default, not another port",
      ),
    },
  },
  "rds-instance-deny-default-admin": {
    pass: says(
      [server({ username: "mcp_admin" }), replica({})],
      "server pass: username is mcp_admin",
      "replica-1 not-applicable: a replica has its source's administrator",
    ),
    fail: says(
      [server({ username: "postgres" })],
      "server fail: username is postgres, not a name of your own",
    ),
    unknown: says([server({ username: later })], "server unknown: username is known only when it is made"),
  },
  "rds-server-require-backup-plan": {
    pass: says(
      [server({}), selection({}, { resources: [server({})] }), replica({})],
      "server pass: databases selects it",
      "replica-1 not-applicable: a replica holds what its source holds",
    ),
    fail: says(
      [
        server({ tags: { Role: "primary" } }),
        selection({ selectionTags: [{ type: "STRINGEQUALS", key: "Role", value: "other" }] }),
      ],
      "server fail: no plan of AWS Backup selects it",
    ),
    unknown: says(
      [server({}), selection({ resources: [later] })],
      "server unknown: what a selection of AWS Backup selects is known only when it is made",
    ),
    also: {
      "by a tag": says(
        [
          server({ tags: { Role: "primary" } }),
          selection({ selectionTags: [{ type: "STRINGEQUALS", key: "Role", value: "primary" }] }),
        ],
        "server pass: databases selects it",
      ),
    },
  },
  "rds-instance-require-tags": {
    pass: says(
      [server({ tags: { Environment: "prod", Role: "primary" } })],
      "server pass: tags are Environment, Role",
    ),
    fail: says([server({ tags: { "aws:owner": "x" } })], "server fail: there are no tags"),
    unknown: says([server({ tags: later })], "server unknown: tags is known only when it is made"),
  },
  "rds-subnet-group-require-tags": {
    pass: says([subnets({ tags: { Environment: "prod" } })], "server-subnets pass: tags are Environment"),
    fail: says([subnets({})], "server-subnets fail: there are no tags"),
    unknown: says([subnets({ tags: later })], "server-subnets unknown: tags is known only when it is made"),
  },
  "rds-server-require-tls": {
    pass: says(
      [server({ parameterGroupName: "pg17" }), group([{ name: "rds.force_ssl", value: "1" }])],
      "server pass: rds.force_ssl is 1",
    ),
    fail: says(
      [server({ parameterGroupName: "pg17" }), group([{ name: "rds.force_ssl", value: "0" }])],
      "server fail: rds.force_ssl is 0",
    ),
    unknown: says(
      [server({ parameterGroupName: later }), group([])],
      "server unknown: its parameter group is known only when it is made",
    ),
    also: {
      "a value that is not known": says(
        [server({}, { parameterGroupName: [group([])] }), group([{ name: "rds.force_ssl", value: later }])],
        "server unknown: rds.force_ssl is known only when it is made",
      ),
      "a group without it": says(
        [server({ parameterGroupName: "pg17" }), group([])],
        "server fail: rds.force_ssl is not set",
      ),
      "no group": says([server({})], "server fail: rds.force_ssl is not set"),
      "a replica with its source's": says(
        [
          server({ ...named, parameterGroupName: "pg17" }),
          replica({}),
          group([{ name: "rds.force_ssl", value: "1" }]),
        ],
        "server pass: rds.force_ssl is 1",
        "replica-1 pass: rds.force_ssl is 1",
      ),
    },
  },
  "rds-server-require-statement-log": {
    pass: says(
      [
        server({ parameterGroupName: "pg17" }),
        group([
          { name: "log_statement", value: "ddl" },
          { name: "log_min_duration_statement", value: "1000" },
        ]),
      ],
      "server pass: log_statement and log_min_duration_statement are set",
    ),
    fail: says(
      [server({ parameterGroupName: "pg17" }), group([{ name: "log_statement", value: "ddl" }])],
      "server fail: log_min_duration_statement not set",
    ),
    unknown: says(
      [server({ parameterGroupName: "pg17" }), group(later)],
      "server unknown: its parameter group is known only when it is made",
    ),
  },
  "rds-instance-require-modern-ca": {
    pass: says(
      [server({ caCertIdentifier: "rds-ca-rsa2048-g1" })],
      "server pass: caCertIdentifier is rds-ca-rsa2048-g1",
    ),
    fail: says(
      [server({ caCertIdentifier: "rds-ca-2019" })],
      "server fail: caCertIdentifier is rds-ca-2019, not rds-ca-rsa2048-g1, rds-ca-rsa4096-g1 or rds-ca-ecc384-g1",
    ),
    unknown: says(
      [server({}), reader({ caCertIdentifier: later })],
      "server unknown: caCertIdentifier is not set: the account's default decides",
      "reader-1 unknown: caCertIdentifier is known only when it is made",
    ),
  },
  "rds-server-deny-vulnerable-version": {
    pass: says(
      [server({ ...named, engine: "postgres", engineVersion: "17" }), replica({})],
      "server pass: engineVersion is 17",
      "replica-1 pass: engineVersion is 17",
    ),
    fail: says(
      [server({ engine: "postgres", engineVersion: "13.2" })],
      "server fail: engineVersion is 13.2, not a version in which it is mended",
    ),
    unknown: says(
      [server({ engineVersion: later })],
      "server unknown: engineVersion is known only when it is made",
    ),
    also: {
      "the first that is mended": says(
        [server({ engine: "postgres", engineVersion: "13.3" })],
        "server pass: engineVersion is 13.3",
      ),
      "one of Aurora": says(
        [resource(types.cluster, "cluster", { engine: "aurora-postgresql", engineVersion: "11.8" })],
        "cluster fail: engineVersion is 11.8, not a version in which it is mended",
      ),
      "a version of long ago": says(
        [server({ engine: "postgres", engineVersion: "9.6.22" })],
        "server fail: engineVersion is 9.6.22, not a version in which it is mended",
      ),
    },
  },
  "rds-instance-require-performance-insights": {
    pass: says(
      [server({ performanceInsightsEnabled: true })],
      "server pass: performanceInsightsEnabled is true",
    ),
    fail: says([server({})], "server fail: performanceInsightsEnabled is false, by default, not true"),
    unknown: says(
      [server({ performanceInsightsEnabled: later })],
      "server unknown: performanceInsightsEnabled is known only when it is made",
    ),
  },
  "rds-instance-require-performance-insights-key": {
    pass: says(
      [server({ performanceInsightsEnabled: true }, { performanceInsightsKmsKeyId: [key] }), key, reader({})],
      "server pass: performanceInsightsKmsKeyId comes from storage-key",
      "reader-1 not-applicable: nothing is recorded",
    ),
    fail: says(
      [server({ performanceInsightsEnabled: true })],
      "server fail: performanceInsightsKmsKeyId is not set: the key is AWS's",
    ),
    unknown: says(
      [server({ performanceInsightsEnabled: true, performanceInsightsKmsKeyId: later })],
      "server unknown: performanceInsightsKmsKeyId is known only when it is made",
    ),
  },
  "rds-server-require-final-snapshot": {
    pass: says(
      [server({ finalSnapshotIdentifier: "mcp-demo-prod-final" }), replica({ skipFinalSnapshot: true })],
      "server pass: finalSnapshotIdentifier is set",
      "replica-1 not-applicable: a replica holds what its source holds",
    ),
    fail: says([server({ skipFinalSnapshot: true })], "server fail: skipFinalSnapshot is true, not false"),
    unknown: says(
      [server({ skipFinalSnapshot: later })],
      "server unknown: skipFinalSnapshot is known only when it is made",
    ),
    also: {
      "one without a name": says(
        [server({ skipFinalSnapshot: false })],
        "server fail: finalSnapshotIdentifier is not set",
      ),
    },
  },
  "rds-server-deny-extended-support": {
    pass: says(
      [server({ engineLifecycleSupport: "open-source-rds-extended-support-disabled" }), replica({})],
      "server pass: engineLifecycleSupport is open-source-rds-extended-support-disabled",
      "replica-1 not-applicable: a replica has its source's",
    ),
    fail: says(
      [server({})],
      "server fail: engineLifecycleSupport is open-source-rds-extended-support, by default, not open-source-rds-extended-support-disabled",
    ),
    unknown: says(
      [server({ engineLifecycleSupport: later })],
      "server unknown: engineLifecycleSupport is known only when it is made",
    ),
  },
};
