import { singular, snakeCase } from "./snake-case.ts";

/** By Terraform's type, properties whose names do not follow from Pulumi's (pulumi/pulumi-aws provider/resources.go). */
const renamed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  aws_cloudwatch_log_subscription_filter: { logGroup: "log_group_name" },
  aws_cloudwatch_metric_alarm: { name: "alarm_name" },
  aws_iam_openid_connect_provider: { clientIdLists: "client_id_list", thumbprintLists: "thumbprint_list" },
  aws_lambda_function: { name: "function_name", code: "filename" },
  aws_lambda_permission: { function: "function_name" },
  aws_sns_topic_subscription: { topic: "topic_arn" },
  aws_autoscaling_group: { vpcZoneIdentifiers: "vpc_zone_identifier", tags: "tag" },
};

/** Blocks that Terraform itself has in the plural. */
const plural = new Set(["block_device_mappings", "network_interfaces", "tag_specifications", "jobs"]);

/** Objects that are maps, with keys of the user's; every other object was a block of which there is one. */
const maps = new Set([
  "backup_options",
  "dimensions",
  "keepers",
  "labels",
  "options",
  "recovery_point_tags",
  "tags",
  "tags_all",
  "variables",
]);

/** Terraform's name of a property; `blocks`: its value is a list of objects. */
export function attributeName(type: string, property: string, blocks: boolean): string {
  const given = renamed[type]?.[property];
  if (given !== undefined) return given;
  const name = snakeCase(property);
  return blocks && !plural.has(name) ? singular(name) : name;
}

export function isMap(attribute: string): boolean {
  return maps.has(attribute);
}

/** Attributes that take the path of a file, where Pulumi takes its content too. */
const files = new Set(["filename"]);

export function isFile(attribute: string): boolean {
  return files.has(attribute);
}
