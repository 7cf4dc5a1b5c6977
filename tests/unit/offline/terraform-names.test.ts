import { describe, expect, it } from "vitest";
import { attributeName } from "../../../cli/offline/terraform/property-names.ts";
import { terraformType } from "../../../cli/offline/terraform/terraform-type.ts";

describe("the Terraform type of a Pulumi type", () => {
  it.each([
    ["aws:rds/instance:Instance", "aws_db_instance"],
    ["aws:rds/parameterGroup:ParameterGroup", "aws_db_parameter_group"],
    ["aws:rds/subnetGroup:SubnetGroup", "aws_db_subnet_group"],
    ["aws:rds/eventSubscription:EventSubscription", "aws_db_event_subscription"],
    ["aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup", "aws_db_proxy_default_target_group"],
    [
      "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication",
      "aws_db_instance_automated_backups_replication",
    ],
    ["aws:rds/cluster:Cluster", "aws_rds_cluster"],
    ["aws:rds/clusterParameterGroup:ClusterParameterGroup", "aws_rds_cluster_parameter_group"],
    ["aws:rds/globalCluster:GlobalCluster", "aws_rds_global_cluster"],
    ["aws:ec2/securityGroup:SecurityGroup", "aws_security_group"],
    ["aws:ec2/vpcEndpoint:VpcEndpoint", "aws_vpc_endpoint"],
    ["aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "aws_vpc_security_group_ingress_rule"],
    ["aws:s3/bucketVersioning:BucketVersioning", "aws_s3_bucket_versioning"],
    ["aws:s3/bucketVersioningV2:BucketVersioningV2", "aws_s3_bucket_versioning"],
    ["aws:cloudtrail/trail:Trail", "aws_cloudtrail"],
    ["aws:iam/openIdConnectProvider:OpenIdConnectProvider", "aws_iam_openid_connect_provider"],
    ["aws:cloudwatch/logGroup:LogGroup", "aws_cloudwatch_log_group"],
    ["aws:secretsmanager/secretRotation:SecretRotation", "aws_secretsmanager_secret_rotation"],
    ["aws:backup/vaultLockConfiguration:VaultLockConfiguration", "aws_backup_vault_lock_configuration"],
    ["aws:budgets/budget:Budget", "aws_budgets_budget"],
    ["random:index/randomPassword:RandomPassword", "random_password"],
    ["postgresql:index/role:Role", "postgresql_role"],
    ["docker:index/container:Container", "docker_container"],
    ["docker:index/remoteImage:RemoteImage", "docker_image"],
  ])("of %s is %s", (token, type) => {
    expect(terraformType(token)?.type).toBe(type);
  });

  it.each(["aws:quicksight/dashboard:Dashboard", "pgstack:index:Role", "tls:index/privateKey:PrivateKey"])(
    "is not guessed at for %s",
    (token) => {
      expect(terraformType(token)).toBeUndefined();
    },
  );
});

describe("the Terraform name of a property", () => {
  it.each([
    ["aws_db_instance", "storageEncrypted", false, "storage_encrypted"],
    ["aws_db_instance", "iamDatabaseAuthenticationEnabled", false, "iam_database_authentication_enabled"],
    ["aws_db_instance", "enabledCloudwatchLogsExports", false, "enabled_cloudwatch_logs_exports"],
    ["aws_db_instance", "vpcSecurityGroupIds", false, "vpc_security_group_ids"],
    ["aws_db_parameter_group", "parameters", true, "parameter"],
    ["aws_db_proxy", "auths", true, "auth"],
    ["aws_rds_cluster", "serverlessv2ScalingConfiguration", false, "serverlessv2_scaling_configuration"],
    ["aws_security_group", "ingress", true, "ingress"],
    ["aws_cloudwatch_metric_alarm", "metricQueries", true, "metric_query"],
    ["aws_cloudwatch_metric_alarm", "name", false, "alarm_name"],
    ["aws_lambda_function", "name", false, "function_name"],
    ["aws_sns_topic_subscription", "topic", false, "topic_arn"],
    ["aws_launch_template", "blockDeviceMappings", true, "block_device_mappings"],
    ["aws_vpc", "enableDnsHostnames", false, "enable_dns_hostnames"],
    ["aws_subnet", "ipv6CidrBlock", false, "ipv6_cidr_block"],
  ])("in %s of %s (blocks: %s) is %s", (type, property, blocks, name) => {
    expect(attributeName(type, property, blocks)).toBe(name);
  });
});
