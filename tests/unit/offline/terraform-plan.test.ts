import { describe, expect, it } from "vitest";
import { terraformPlan } from "../../../cli/offline/terraform/terraform-plan.ts";
import { leftOutText } from "../../../cli/output/offline/left-out.ts";
import type { PlannedResource } from "../../../policy/planned-resource.ts";

const urn = (type: string, name: string) => `urn:pulumi:prod::pgstack::${type}::${name}`;

function resource(type: string, name: string, rest: Partial<PlannedResource> = {}): PlannedResource {
  return {
    urn: urn(type, name),
    type,
    name,
    component: false,
    protect: false,
    dependencies: [],
    propertyDependencies: {},
    inputs: {},
    ...rest,
  };
}

const written = (...resources: PlannedResource[]) => terraformPlan({ stack: "prod", resources });

/** The resource's values, marks and expressions. */
function only(one: PlannedResource, ...others: PlannedResource[]) {
  const plan = written(one, ...others).json as unknown as {
    planned_values: { root_module: { resources: [{ values: unknown; sensitive_values: unknown }] } };
    resource_changes: [{ change: { after_unknown: unknown } }];
    configuration: { root_module: { resources: [{ expressions: unknown; depends_on?: unknown }] } };
  };
  const [{ values, sensitive_values }] = plan.planned_values.root_module.resources;
  const [{ expressions, depends_on }] = plan.configuration.root_module.resources;
  const unknown = plan.resource_changes[0].change.after_unknown;
  return { values, sensitive: sensitive_values, unknown, expressions, dependsOn: depends_on };
}

const key = resource("aws:kms/key:Key", "server");

describe("a plan in Terraform's terms", () => {
  it("has each resource three times: planned, changed, configured", () => {
    const home = resource("pulumi:providers:aws", "home", { inputs: { region: "us-east-1" } });
    const group = resource("aws:cloudwatch/logGroup:LogGroup", "logs", {
      inputs: { retentionInDays: 30, kmsKeyId: "(unknown)" },
      propertyDependencies: { kmsKeyId: [key.urn] },
      provider: home.urn,
    });
    const head = {
      address: "aws_cloudwatch_log_group.logs",
      mode: "managed",
      type: "aws_cloudwatch_log_group",
      name: "logs",
    };
    const provider_name = "registry.terraform.io/hashicorp/aws";
    const { json, leftOut } = written(home, group);
    expect(json).toEqual({
      format_version: "1.2",
      terraform_version: "1.5.0",
      variables: {},
      planned_values: {
        outputs: {},
        root_module: {
          resources: [
            {
              ...head,
              provider_name,
              schema_version: 0,
              values: { retention_in_days: 30 },
              sensitive_values: {},
            },
          ],
        },
      },
      resource_changes: [
        {
          ...head,
          provider_name,
          change: {
            actions: ["create"],
            before: null,
            after: { retention_in_days: 30 },
            after_unknown: { id: true, kms_key_id: true },
            before_sensitive: false,
            after_sensitive: {},
          },
        },
      ],
      configuration: {
        provider_config: {
          aws: { name: "aws", full_name: provider_name },
          "aws.home": {
            name: "aws",
            full_name: provider_name,
            alias: "home",
            expressions: { region: { constant_value: "us-east-1" } },
          },
        },
        root_module: {
          resources: [
            {
              ...head,
              provider_config_key: "aws.home",
              expressions: { retention_in_days: { constant_value: 30 }, kms_key_id: { references: [] } },
              schema_version: 0,
            },
          ],
        },
      },
    });
    expect(leftOut).toEqual([]);
  });

  it("says what a value comes from, known or not", () => {
    const parameters = resource("aws:rds/parameterGroup:ParameterGroup", "parameters");
    const group = resource("aws:ec2/securityGroup:SecurityGroup", "server");
    const instance = resource("aws:rds/instance:Instance", "server", {
      inputs: { kmsKeyId: "(unknown)", parameterGroupName: "small-17", vpcSecurityGroupIds: ["(unknown)"] },
      propertyDependencies: {
        kmsKeyId: [key.urn],
        parameterGroupName: [parameters.urn],
        vpcSecurityGroupIds: [group.urn],
      },
      dependencies: [key.urn, parameters.urn, group.urn, urn("aws:cloudwatch/logGroup:LogGroup", "logs")],
    });
    const logs = resource("aws:cloudwatch/logGroup:LogGroup", "logs");
    expect(only(instance, key, parameters, group, logs)).toEqual({
      values: { parameter_group_name: "small-17", vpc_security_group_ids: [null] },
      sensitive: {},
      unknown: { id: true, kms_key_id: true, vpc_security_group_ids: [true] },
      expressions: {
        kms_key_id: { references: ["aws_kms_key.server.id", "aws_kms_key.server"] },
        parameter_group_name: {
          references: ["aws_db_parameter_group.parameters.name", "aws_db_parameter_group.parameters"],
        },
        vpc_security_group_ids: { references: ["aws_security_group.server.id", "aws_security_group.server"] },
      },
      dependsOn: ["aws_cloudwatch_log_group.logs"],
    });
  });

  it("makes lists again of the blocks that Pulumi has as one object", () => {
    const encryption =
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
    const bucket = resource(encryption, "export", {
      inputs: {
        rules: [
          {
            applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: "(unknown)" },
            bucketKeyEnabled: true,
          },
        ],
      },
      propertyDependencies: { rules: [key.urn] },
    });
    expect(only(bucket, key)).toEqual({
      values: {
        rule: [
          {
            apply_server_side_encryption_by_default: [{ sse_algorithm: "aws:kms" }],
            bucket_key_enabled: true,
          },
        ],
      },
      sensitive: {},
      unknown: {
        id: true,
        rule: [{ apply_server_side_encryption_by_default: [{ kms_master_key_id: true }] }],
      },
      expressions: {
        rule: [
          {
            apply_server_side_encryption_by_default: [
              {
                sse_algorithm: { constant_value: "aws:kms" },
                kms_master_key_id: { references: ["aws_kms_key.server.id", "aws_kms_key.server"] },
              },
            ],
            bucket_key_enabled: { constant_value: true },
          },
        ],
      },
      dependsOn: undefined,
    });
  });

  it.each([
    [
      "aws:s3/bucketVersioning:BucketVersioning",
      { versioningConfiguration: { status: "Enabled" } },
      { versioning_configuration: [{ status: "Enabled" }] },
    ],
    [
      "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
      { rule: { objectOwnership: "BucketOwnerEnforced" } },
      { rule: [{ object_ownership: "BucketOwnerEnforced" }] },
    ],
    [
      "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration",
      {
        rules: [
          {
            id: "old",
            status: "Enabled",
            filter: {},
            expiration: { days: 30 },
            transitions: [{ days: 7, storageClass: "GLACIER" }],
          },
        ],
      },
      {
        rule: [
          {
            id: "old",
            status: "Enabled",
            filter: [{}],
            expiration: [{ days: 30 }],
            transition: [{ days: 7, storage_class: "GLACIER" }],
          },
        ],
      },
    ],
    [
      "aws:lambda/function:Function",
      {
        name: "rotate",
        code: { assets: { "index.mjs": { text: "export {}" } } },
        environment: { variables: { LOG_LEVEL: "info" } },
        vpcConfig: { subnetIds: ["subnet-1"] },
      },
      {
        function_name: "rotate",
        filename: "archive.zip",
        environment: [{ variables: { LOG_LEVEL: "info" } }],
        vpc_config: [{ subnet_ids: ["subnet-1"] }],
      },
    ],
    [
      "aws:secretsmanager/secretRotation:SecretRotation",
      { rotationRules: { automaticallyAfterDays: 30 } },
      { rotation_rules: [{ automatically_after_days: 30 }] },
    ],
    [
      "aws:budgets/budget:Budget",
      {
        costFilters: [{ name: "TagKeyValue", values: ["a"] }],
        notifications: [{ threshold: 80, subscriberEmailAddresses: ["a@b.example"] }],
      },
      {
        cost_filter: [{ name: "TagKeyValue", values: ["a"] }],
        notification: [{ threshold: 80, subscriber_email_addresses: ["a@b.example"] }],
      },
    ],
    [
      "aws:backup/plan:Plan",
      {
        rules: [
          {
            ruleName: "daily",
            lifecycle: { deleteAfter: 30 },
            copyActions: [{ destinationVaultArn: "arn" }],
            recoveryPointTags: { Role: "copy" },
          },
        ],
      },
      {
        rule: [
          {
            rule_name: "daily",
            lifecycle: [{ delete_after: 30 }],
            copy_action: [{ destination_vault_arn: "arn" }],
            recovery_point_tags: { Role: "copy" },
          },
        ],
      },
    ],
    [
      "aws:cloudwatch/metricAlarm:MetricAlarm",
      {
        name: "cpu",
        dimensions: { DBInstanceIdentifier: "small" },
        metricQueries: [{ id: "m", metric: { metricName: "CPU", dimensions: { A: "b" } } }],
      },
      {
        alarm_name: "cpu",
        dimensions: { DBInstanceIdentifier: "small" },
        metric_query: [{ id: "m", metric: [{ metric_name: "CPU", dimensions: { A: "b" } }] }],
      },
    ],
    [
      "aws:ec2/instance:Instance",
      { metadataOptions: { httpTokens: "required" }, rootBlockDevice: { encrypted: true } },
      { metadata_options: [{ http_tokens: "required" }], root_block_device: [{ encrypted: true }] },
    ],
    [
      "aws:cloudtrail/trail:Trail",
      { advancedEventSelectors: [{ fieldSelectors: [{ field: "eventCategory", equals: ["Management"] }] }] },
      { advanced_event_selector: [{ field_selector: [{ field: "eventCategory", equals: ["Management"] }] }] },
    ],
    [
      "aws:rds/parameterGroup:ParameterGroup",
      {
        parameters: [{ name: "log_statement", value: "ddl", applyMethod: "immediate" }],
        tags: { Role: "parameters" },
      },
      {
        parameter: [{ name: "log_statement", value: "ddl", apply_method: "immediate" }],
        tags: { Role: "parameters" },
      },
    ],
  ])("writes the blocks and maps of %s", (type, inputs, values) => {
    expect(
      only(resource(type, "one", { inputs: inputs as unknown as PlannedResource["inputs"] })).values,
    ).toEqual(values);
  });

  it("leaves a policy the text that it is, and takes it for unknown when a part of it is", () => {
    const policy = JSON.stringify({ Statement: [{ Effect: "Allow" }] });
    const role = "aws:iam/rolePolicy:RolePolicy";
    expect(only(resource(role, "one", { inputs: { policy } })).values).toEqual({ policy });
    const partly = only(resource(role, "one", { inputs: { policy: "{(unknown)}" } }));
    expect([partly.values, partly.unknown]).toEqual([{}, { id: true, policy: true }]);
  });

  it("has no secret in it, and says where one is", () => {
    const { values, sensitive, unknown } = only(
      resource("aws:rds/instance:Instance", "server", {
        inputs: { password: "(secret)", username: "mcp_admin" },
      }),
    );
    expect([values, sensitive, unknown]).toEqual([
      { username: "mcp_admin" },
      { password: true },
      { id: true, password: true },
    ]);
  });

  it("has one address for each resource, also where two parents have a child of one name", () => {
    const type = "aws:kms/key:Key";
    const other = resource(type, "server", { urn: urn("test:index:Other$aws:kms/key:Key", "server") });
    const odd = resource(type, "7/odd name");
    const { resource_changes } = written(key, other, odd).json as unknown as {
      resource_changes: { address: string }[];
    };
    expect(resource_changes.map(({ address }) => address)).toEqual([
      "aws_kms_key.server",
      "aws_kms_key.server-2",
      "aws_kms_key._7_odd_name",
    ]);
  });

  it("names what Terraform has no type for, and drops components alone", () => {
    const { leftOut } = written(
      resource("pulumi:pulumi:Stack", "pgstack-prod", { component: true }),
      resource("pgstack:index:RdsPostgres", "server", { component: true }),
      resource("pulumi:providers:aws", "home"),
      key,
      resource("pgstack:index:Index", "one"),
      resource("pgstack:index:Index", "two"),
      resource("aws:quicksight/dashboard:Dashboard", "board"),
    );
    expect(leftOut.map(({ name }) => name)).toEqual(["one", "two", "board"]);
    expect(leftOutText(leftOut)).toBe(
      "3 resources have no type in Terraform and are left out: aws.quicksight.Dashboard (1), pgstack.Index (2)",
    );
    expect(leftOutText([])).toBe("");
  });
});
