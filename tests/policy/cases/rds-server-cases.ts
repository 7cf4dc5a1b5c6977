import { types } from "../../../policy/resource-types.ts";
import { later, resource } from "../planned.ts";
import {
  association,
  closed,
  gateway,
  group,
  key,
  named,
  open,
  replica,
  selection,
  server,
  subnet,
  subnets,
} from "./rds-resources.ts";
import { type RuleCases, says } from "./rule-cases.ts";

export const serverCases: Readonly<Record<string, RuleCases>> = {
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
