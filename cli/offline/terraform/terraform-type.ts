import { snakeCase } from "./snake-case.ts";

/**
 * What names of Terraform's types begin with, by Pulumi's module, where the rest follows from the resource's name
 * (pulumi/pulumi-aws provider/resources.go, read 2026-11). A module that is not here is not guessed at.
 */
const prefixes: Readonly<Record<string, string>> = {
  accessanalyzer: "aws_accessanalyzer_",
  appautoscaling: "aws_appautoscaling_",
  autoscaling: "aws_autoscaling_",
  backup: "aws_backup_",
  budgets: "aws_budgets_",
  cloudtrail: "aws_cloudtrail_",
  cloudwatch: "aws_cloudwatch_",
  ec2: "aws_",
  iam: "aws_iam_",
  kms: "aws_kms_",
  lambda: "aws_lambda_",
  rds: "aws_rds_",
  route53: "aws_route53_",
  s3: "aws_s3_",
  scheduler: "aws_scheduler_",
  secretsmanager: "aws_secretsmanager_",
  sns: "aws_sns_",
  sqs: "aws_sqs_",
  ssm: "aws_ssm_",
  vpc: "aws_vpc_",
};

/** By module and resource, what has another name in Terraform than the rule gives. */
const exceptions: Readonly<Record<string, string>> = {
  "cloudtrail/Trail": "aws_cloudtrail",
  "iam/OpenIdConnectProvider": "aws_iam_openid_connect_provider",
  "rds/ClusterSnapshot": "aws_db_cluster_snapshot",
  "rds/EventSubscription": "aws_db_event_subscription",
  "rds/Instance": "aws_db_instance",
  "rds/InstanceAutomatedBackupsReplication": "aws_db_instance_automated_backups_replication",
  "rds/OptionGroup": "aws_db_option_group",
  "rds/ParameterGroup": "aws_db_parameter_group",
  "rds/Proxy": "aws_db_proxy",
  "rds/ProxyDefaultTargetGroup": "aws_db_proxy_default_target_group",
  "rds/ProxyEndpoint": "aws_db_proxy_endpoint",
  "rds/ProxyTarget": "aws_db_proxy_target",
  "rds/RoleAssociation": "aws_db_instance_role_association",
  "rds/Snapshot": "aws_db_snapshot",
  "rds/SnapshotCopy": "aws_db_snapshot_copy",
  "rds/SubnetGroup": "aws_db_subnet_group",
  "s3/BucketObject": "aws_s3_object",
  "s3/BucketObjectv2": "aws_s3_object",
  "s3/BucketReplicationConfig": "aws_s3_bucket_replication_configuration",
};

/** Packages whose resources have no modules, by the provider that Terraform has for them. */
const flat: Readonly<Record<string, string>> = {
  docker: "registry.terraform.io/kreuzwerker/docker",
  postgresql: "registry.terraform.io/cyrilgdn/postgresql",
  random: "registry.terraform.io/hashicorp/random",
};

const flatExceptions: Readonly<Record<string, string>> = { "docker/RemoteImage": "docker_image" };

export interface TerraformType {
  /** E.g. `aws_db_instance`. */
  readonly type: string;
  /** Key of the provider's configuration, e.g. `aws`. */
  readonly provider: string;
  /** The provider in full, e.g. `registry.terraform.io/hashicorp/aws`. */
  readonly providerName: string;
}

/** Terraform's type for Pulumi's type token, or `undefined` where there is none that is known. */
export function terraformType(token: string): TerraformType | undefined {
  const [provider = "", path = "", resource = ""] = token.split(":");
  const module = path.split("/")[0] ?? "";
  if (provider === "aws") {
    const type = exceptions[`${module}/${resource}`] ?? byRule(module, resource);
    return type === undefined
      ? undefined
      : { type, provider, providerName: "registry.terraform.io/hashicorp/aws" };
  }
  const providerName = flat[provider];
  if (providerName === undefined || module !== "index") return undefined;
  const name = snakeCase(resource);
  const rule = name.startsWith(`${provider}_`) ? name : `${provider}_${name}`;
  return { type: flatExceptions[`${provider}/${resource}`] ?? rule, provider, providerName };
}

/** `BucketVersioningV2` is the older name of the same resource. */
function byRule(module: string, resource: string): string | undefined {
  const prefix = prefixes[module];
  return prefix === undefined ? undefined : `${prefix}${snakeCase(resource.replace(/V2$/, ""))}`;
}
