import { later } from "../planned.ts";
import { key, named, reader, replica, server, subnets } from "./rds-resources.ts";
import { type RuleCases, says } from "./rule-cases.ts";

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
      "server pass: enabledCloudwatchLogsExports is postgresql, upgrade, iam-db-auth-error",
    ),
    fail: says(
      [server({ enabledCloudwatchLogsExports: ["upgrade"] })],
      "server fail: enabledCloudwatchLogsExports is upgrade, not postgresql and upgrade",
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
  "rds-instance-require-tags": {
    pass: says(
      [server({ tags: { Environment: "prod", Role: "primary" } })],
      "server pass: tags are Environment, Role",
    ),
    fail: says([server({ tags: { "aws:owner": "x" } })], "server fail: there are no tags"),
    unknown: says([server({ tags: later })], "server unknown: tags is known only when it is made"),
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
};
