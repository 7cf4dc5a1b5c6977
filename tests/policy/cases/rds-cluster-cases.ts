import { types } from "../../../policy/resource-types.ts";
import { later, resource } from "../planned.ts";
import { type RuleCases, says } from "./rule-cases.ts";

type Inputs = Parameters<typeof resource>[2];
type Links = Parameters<typeof resource>[3];
const cluster = (inputs: Inputs, links?: Links) =>
  resource(types.cluster, "cluster", { engine: "aurora-postgresql", ...inputs }, links);
const member = (name: string, inputs: Inputs, links?: Links) =>
  resource(types.clusterInstance, name, inputs, links);
const subscription = (inputs: Inputs) => resource(types.eventSubscription, "events", inputs);
const instance = (inputs: Inputs = {}) => resource(types.instance, "server", inputs);
const snapshot = (inputs: Inputs, links?: Links) => resource(types.snapshot, "before", inputs, links);
const copy = (inputs: Inputs, links?: Links) => resource(types.snapshotCopy, "copy", inputs, links);
const backups = (inputs: Inputs, links?: Links) => resource(types.backupCopy, "backups-west", inputs, links);
const key = resource(types.key, "west-key");
const proxy = (inputs: Inputs) => resource(types.proxy, "proxy", inputs);

export const clusterCases: Readonly<Record<string, RuleCases>> = {
  "rds-cluster-require-encryption": {
    pass: says([cluster({ storageEncrypted: true })], "cluster pass: storageEncrypted is true"),
    fail: says([cluster({})], "cluster fail: storageEncrypted is false, by default, not true"),
    unknown: says(
      [cluster({ storageEncrypted: later })],
      "cluster unknown: storageEncrypted is known only when it is made",
    ),
  },
  "rds-global-cluster-require-encryption": {
    pass: says(
      [resource(types.globalCluster, "global", { storageEncrypted: true })],
      "global pass: storageEncrypted is true",
    ),
    fail: says(
      [resource(types.globalCluster, "global", {})],
      "global fail: storageEncrypted is false, by default, not true",
    ),
    unknown: says(
      [resource(types.globalCluster, "global", { storageEncrypted: later })],
      "global unknown: storageEncrypted is known only when it is made",
    ),
    also: {
      "one made of a cluster": says(
        [
          cluster({ storageEncrypted: true }),
          resource(types.globalCluster, "global", {}, { sourceDbClusterIdentifier: [cluster({})] }),
        ],
        "global pass: storageEncrypted is true",
      ),
    },
  },
  "rds-cluster-require-multi-az": {
    pass: says(
      [
        cluster({}),
        member("writer", {}, { clusterIdentifier: [cluster({})] }),
        member("reader", {}, { clusterIdentifier: [cluster({})] }),
      ],
      "cluster pass: it has 2 instances, which Aurora spreads over the zones",
    ),
    fail: says(
      [cluster({}), member("writer", {}, { clusterIdentifier: [cluster({})] })],
      "cluster fail: it has one instance",
    ),
    unknown: says(
      [cluster({}), member("writer", { clusterIdentifier: later })],
      "cluster unknown: which cluster an instance belongs to is known only when it is made",
    ),
    also: {
      "a Multi-AZ cluster": says(
        [cluster({ engine: "postgres", dbClusterInstanceClass: "db.m6gd.large" })],
        "cluster pass: it is a Multi-AZ cluster: two standbys in other zones",
      ),
      "without any": says([cluster({})], "cluster fail: it has no instance"),
    },
  },
  "rds-cluster-require-deletion-protection": {
    pass: says([cluster({ deletionProtection: true })], "cluster pass: deletionProtection is true"),
    fail: says([cluster({})], "cluster fail: deletionProtection is false, by default, not true"),
    unknown: says(
      [cluster({ deletionProtection: later })],
      "cluster unknown: deletionProtection is known only when it is made",
    ),
  },
  "rds-cluster-require-log-exports": {
    pass: says(
      [cluster({ enabledCloudwatchLogsExports: ["postgresql"] })],
      "cluster pass: enabledCloudwatchLogsExports is postgresql",
    ),
    fail: says(
      [cluster({ enabledCloudwatchLogsExports: [] })],
      "cluster fail: enabledCloudwatchLogsExports is empty, not postgresql",
    ),
    unknown: says(
      [cluster({ enabledCloudwatchLogsExports: later })],
      "cluster unknown: enabledCloudwatchLogsExports is known only when it is made",
    ),
  },
  "rds-cluster-require-iam-authentication": {
    pass: says(
      [cluster({ iamDatabaseAuthenticationEnabled: true })],
      "cluster pass: iamDatabaseAuthenticationEnabled is true",
    ),
    fail: says(
      [cluster({})],
      "cluster fail: iamDatabaseAuthenticationEnabled is false, by default, not true",
    ),
    unknown: says(
      [cluster({ iamDatabaseAuthenticationEnabled: later })],
      "cluster unknown: iamDatabaseAuthenticationEnabled is known only when it is made",
    ),
  },
  "rds-cluster-require-minor-upgrades": {
    pass: says(
      [cluster({ engine: "postgres" })],
      "cluster pass: autoMinorVersionUpgrade is true, by default",
    ),
    fail: says(
      [cluster({ engine: "postgres", autoMinorVersionUpgrade: false })],
      "cluster fail: autoMinorVersionUpgrade is false, not true",
    ),
    unknown: says(
      [cluster({ engine: "postgres", autoMinorVersionUpgrade: later })],
      "cluster unknown: autoMinorVersionUpgrade is known only when it is made",
    ),
    also: {
      Aurora: says([cluster({})], "cluster not-applicable: in Aurora it is a property of the instances"),
    },
  },
  "rds-cluster-require-tags-on-snapshots": {
    pass: says([cluster({ copyTagsToSnapshot: true })], "cluster pass: copyTagsToSnapshot is true"),
    fail: says([cluster({})], "cluster fail: copyTagsToSnapshot is false, by default, not true"),
    unknown: says(
      [cluster({ copyTagsToSnapshot: later })],
      "cluster unknown: copyTagsToSnapshot is known only when it is made",
    ),
  },
  "rds-cluster-deny-default-admin": {
    pass: says([cluster({ masterUsername: "mcp_admin" })], "cluster pass: masterUsername is mcp_admin"),
    fail: says(
      [cluster({ masterUsername: "postgres" })],
      "cluster fail: masterUsername is postgres, not a name of your own",
    ),
    unknown: says(
      [cluster({ masterUsername: later })],
      "cluster unknown: masterUsername is known only when it is made",
    ),
    also: {
      "not of a second region's cluster": says(
        [cluster({ sourceRegion: "us-east-1" })],
        "cluster not-applicable: a second cluster's administrator is its primary's",
      ),
    },
  },
  "rds-cluster-require-tags": {
    pass: says([cluster({ tags: { Environment: "prod" } })], "cluster pass: tags are Environment"),
    fail: says([cluster({ tags: {} })], "cluster fail: there are no tags"),
    unknown: says([cluster({ tags: later })], "cluster unknown: tags is known only when it is made"),
  },
  "rds-subscription-require-cluster-events": {
    pass: says(
      [cluster({}), subscription({ sourceType: "db-cluster", eventCategories: ["maintenance", "failure"] })],
      "plan pass: events tells of maintenance, failure",
    ),
    fail: says(
      [cluster({}), subscription({ sourceType: "db-cluster", eventCategories: ["maintenance"] })],
      "plan fail: no subscription tells of db-cluster events: maintenance, failure",
    ),
    unknown: says(
      [cluster({}), subscription({ sourceType: later })],
      "plan unknown: sourceType or eventCategories of a subscription is known only when it is made",
    ),
    also: {
      "without a cluster": says([instance()], "plan not-applicable: the plan has no aws.rds.Cluster"),
    },
  },
  "rds-subscription-require-instance-events": {
    pass: says(
      [instance(), subscription({ sourceType: "db-instance" })],
      "plan pass: events tells of maintenance, configuration change, failure",
    ),
    fail: says(
      [instance(), subscription({ sourceType: "db-instance", eventCategories: ["maintenance", "failure"] })],
      "plan fail: no subscription tells of db-instance events: maintenance, configuration change, failure",
    ),
    unknown: says(
      [instance(), subscription({ sourceType: "db-instance", eventCategories: later })],
      "plan unknown: sourceType or eventCategories of a subscription is known only when it is made",
    ),
    also: {
      "one that is switched off": says(
        [instance(), subscription({ sourceType: "db-instance", enabled: false })],
        "plan fail: no subscription tells of db-instance events: maintenance, configuration change, failure",
      ),
    },
  },
  "rds-subscription-require-parameter-events": {
    pass: says(
      [
        instance(),
        subscription({ sourceType: "db-parameter-group", eventCategories: ["configuration change"] }),
      ],
      "plan pass: events tells of configuration change",
    ),
    fail: says(
      [instance()],
      "plan fail: no subscription tells of db-parameter-group events: configuration change",
    ),
    unknown: says(
      [instance(), subscription({ sourceType: later })],
      "plan unknown: sourceType or eventCategories of a subscription is known only when it is made",
    ),
  },
  "rds-subscription-require-security-events": {
    pass: says(
      [
        instance(),
        subscription({
          sourceType: "db-security-group",
          eventCategories: ["failure", "configuration change"],
        }),
      ],
      "plan pass: events tells of configuration change, failure",
    ),
    fail: says(
      [instance(), subscription({ sourceType: "db-instance" })],
      "plan fail: no subscription tells of db-security-group events: configuration change, failure",
    ),
    unknown: says(
      [instance(), subscription({ sourceType: later })],
      "plan unknown: sourceType or eventCategories of a subscription is known only when it is made",
    ),
  },
  "rds-proxy-require-tls": {
    pass: says([proxy({ requireTls: true })], "proxy pass: requireTls is true"),
    fail: says([proxy({})], "proxy fail: requireTls is false, by default, not true"),
    unknown: says([proxy({ requireTls: later })], "proxy unknown: requireTls is known only when it is made"),
  },
  "rds-snapshot-require-tags": {
    pass: says([snapshot({ tags: { Role: "snapshot" } })], "before pass: tags are Role"),
    fail: says([copy({})], "copy fail: there are no tags"),
    unknown: says([snapshot({ tags: later })], "before unknown: tags is known only when it is made"),
  },
  "rds-snapshot-deny-public": {
    pass: says(
      [snapshot({}), copy({ sharedAccounts: ["123456789012"] })],
      "before pass: sharedAccounts is empty, by default",
      "copy pass: sharedAccounts is 123456789012",
    ),
    fail: says(
      [snapshot({ sharedAccounts: ["all"] })],
      "before fail: sharedAccounts is all, not accounts by their numbers",
    ),
    unknown: says(
      [snapshot({ sharedAccounts: later })],
      "before unknown: sharedAccounts is known only when it is made",
    ),
  },
  "rds-snapshot-require-encryption": {
    pass: says(
      [instance({ identifier: "db", storageEncrypted: true }), snapshot({ dbInstanceIdentifier: "db" })],
      "before pass: storageEncrypted is true",
    ),
    fail: says(
      [instance({ storageEncrypted: false }), snapshot({}, { dbInstanceIdentifier: [instance()] })],
      "before fail: storageEncrypted is false, not true",
    ),
    unknown: says(
      [snapshot({ dbInstanceIdentifier: "another" })],
      "before unknown: what it is a snapshot of is not in the plan",
    ),
  },
  "rds-snapshot-copy-require-customer-key": {
    pass: says([copy({}, { kmsKeyId: [key] }), key], "copy pass: kmsKeyId comes from west-key"),
    fail: says([copy({})], "copy fail: kmsKeyId is not set: the key is AWS's"),
    unknown: says([copy({ kmsKeyId: later })], "copy unknown: kmsKeyId is known only when it is made"),
  },
  "rds-backup-copy-require-customer-key": {
    pass: says(
      [backups({ kmsKeyId: "arn:aws:kms:us-west-2:123456789012:key/2" })],
      "backups-west pass: kmsKeyId is arn:aws:kms:us-west-2:123456789012:key/2",
    ),
    fail: says([backups({})], "backups-west fail: kmsKeyId is not set: the key is AWS's"),
    unknown: says(
      [backups({ kmsKeyId: later })],
      "backups-west unknown: kmsKeyId is known only when it is made",
    ),
  },
};
