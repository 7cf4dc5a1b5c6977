import type { Rule } from "./rule.ts";
import { backupVaultRequireCustomerKey } from "./rules/backup/backup-vault-require-customer-key.ts";
import { cloudtrailTrailRequireAllRegions } from "./rules/cloudtrail/cloudtrail-trail-require-all-regions.ts";
import { cloudtrailTrailRequireCloudwatch } from "./rules/cloudtrail/cloudtrail-trail-require-cloudwatch.ts";
import { cloudtrailTrailRequireCustomerKey } from "./rules/cloudtrail/cloudtrail-trail-require-customer-key.ts";
import { cloudtrailTrailRequireLogging } from "./rules/cloudtrail/cloudtrail-trail-require-logging.ts";
import { cloudtrailTrailRequireTopic } from "./rules/cloudtrail/cloudtrail-trail-require-topic.ts";
import { cloudtrailTrailRequireValidation } from "./rules/cloudtrail/cloudtrail-trail-require-validation.ts";
import { cloudwatchAlarmRequireActions } from "./rules/cloudwatch/cloudwatch-alarm-require-actions.ts";
import { cloudwatchAlarmRequireEnabledActions } from "./rules/cloudwatch/cloudwatch-alarm-require-enabled-actions.ts";
import { ec2InstanceDenyPublicAddress } from "./rules/ec2/ec2-instance-deny-public-address.ts";
import { ec2InstanceRequireEncryptedDisk } from "./rules/ec2/ec2-instance-require-encrypted-disk.ts";
import { ec2InstanceRequireRole } from "./rules/ec2/ec2-instance-require-role.ts";
import { ec2InstanceRequireSessionTokens } from "./rules/ec2/ec2-instance-require-session-tokens.ts";
import { ec2SecurityGroupDenyOpenEgress } from "./rules/ec2/ec2-security-group-deny-open-egress.ts";
import { ec2SecurityGroupDenyOpenIngress } from "./rules/ec2/ec2-security-group-deny-open-ingress.ts";
import { ec2SecurityGroupRequireDescription } from "./rules/ec2/ec2-security-group-require-description.ts";
import { ec2SecurityGroupRequireUse } from "./rules/ec2/ec2-security-group-require-use.ts";
import { ec2SubnetDenyPublicAddress } from "./rules/ec2/ec2-subnet-deny-public-address.ts";
import { ec2VpcRequireClosedDefaultGroup } from "./rules/ec2/ec2-vpc-require-closed-default-group.ts";
import { ec2VpcRequireFlowLog } from "./rules/ec2/ec2-vpc-require-flow-log.ts";
import { iamPolicyDenyWildcardActions } from "./rules/iam/iam-policy-deny-wildcard-actions.ts";
import { iamPolicyDenyWildcardResources } from "./rules/iam/iam-policy-deny-wildcard-resources.ts";
import { iamRoleDenyAdministrator } from "./rules/iam/iam-role-deny-administrator.ts";
import { iamRoleDenyPublicTrust } from "./rules/iam/iam-role-deny-public-trust.ts";
import { kmsKeyDenyWildcardPrincipal } from "./rules/kms/kms-key-deny-wildcard-principal.ts";
import { kmsKeyRequirePolicy } from "./rules/kms/kms-key-require-policy.ts";
import { kmsKeyRequireRotation } from "./rules/kms/kms-key-require-rotation.ts";
import { lambdaFunctionDenyOldRuntime } from "./rules/lambda/lambda-function-deny-old-runtime.ts";
import { lambdaFunctionRequireCodeSigning } from "./rules/lambda/lambda-function-require-code-signing.ts";
import { lambdaFunctionRequireConcurrencyLimit } from "./rules/lambda/lambda-function-require-concurrency-limit.ts";
import { lambdaFunctionRequireDeadLetters } from "./rules/lambda/lambda-function-require-dead-letters.ts";
import { lambdaFunctionRequireEncryptedEnvironment } from "./rules/lambda/lambda-function-require-encrypted-environment.ts";
import { lambdaFunctionRequireTracing } from "./rules/lambda/lambda-function-require-tracing.ts";
import { lambdaFunctionRequireVpc } from "./rules/lambda/lambda-function-require-vpc.ts";
import { lambdaPermissionRequireSource } from "./rules/lambda/lambda-permission-require-source.ts";
import { logsGroupRequireCustomerKey } from "./rules/logs/logs-group-require-customer-key.ts";
import { logsGroupRequireRetention } from "./rules/logs/logs-group-require-retention.ts";
import { logsGroupRequireYear } from "./rules/logs/logs-group-require-year.ts";
import { rdsBackupCopyRequireCustomerKey } from "./rules/rds/rds-backup-copy-require-customer-key.ts";
import { rdsClusterDenyDefaultAdmin } from "./rules/rds/rds-cluster-deny-default-admin.ts";
import { rdsClusterRequireDeletionProtection } from "./rules/rds/rds-cluster-require-deletion-protection.ts";
import { rdsClusterRequireEncryption } from "./rules/rds/rds-cluster-require-encryption.ts";
import { rdsClusterRequireIamAuthentication } from "./rules/rds/rds-cluster-require-iam-authentication.ts";
import { rdsClusterRequireLogExports } from "./rules/rds/rds-cluster-require-log-exports.ts";
import { rdsClusterRequireMinorUpgrades } from "./rules/rds/rds-cluster-require-minor-upgrades.ts";
import { rdsClusterRequireMultiAz } from "./rules/rds/rds-cluster-require-multi-az.ts";
import { rdsClusterRequireTags } from "./rules/rds/rds-cluster-require-tags.ts";
import { rdsClusterRequireTagsOnSnapshots } from "./rules/rds/rds-cluster-require-tags-on-snapshots.ts";
import { rdsGlobalClusterRequireEncryption } from "./rules/rds/rds-global-cluster-require-encryption.ts";
import { rdsInstanceDenyDefaultAdmin } from "./rules/rds/rds-instance-deny-default-admin.ts";
import { rdsInstanceDenyPublicAccess } from "./rules/rds/rds-instance-deny-public-access.ts";
import { rdsInstanceRequireDeletionProtection } from "./rules/rds/rds-instance-require-deletion-protection.ts";
import { rdsInstanceRequireEncryption } from "./rules/rds/rds-instance-require-encryption.ts";
import { rdsInstanceRequireEnhancedMonitoring } from "./rules/rds/rds-instance-require-enhanced-monitoring.ts";
import { rdsInstanceRequireIamAuthentication } from "./rules/rds/rds-instance-require-iam-authentication.ts";
import { rdsInstanceRequireLogExports } from "./rules/rds/rds-instance-require-log-exports.ts";
import { rdsInstanceRequireMinorUpgrades } from "./rules/rds/rds-instance-require-minor-upgrades.ts";
import { rdsInstanceRequireModernCa } from "./rules/rds/rds-instance-require-modern-ca.ts";
import { rdsInstanceRequireMultiAz } from "./rules/rds/rds-instance-require-multi-az.ts";
import { rdsInstanceRequirePerformanceInsights } from "./rules/rds/rds-instance-require-performance-insights.ts";
import { rdsInstanceRequirePerformanceInsightsKey } from "./rules/rds/rds-instance-require-performance-insights-key.ts";
import { rdsInstanceRequireTags } from "./rules/rds/rds-instance-require-tags.ts";
import { rdsInstanceRequireTagsOnSnapshots } from "./rules/rds/rds-instance-require-tags-on-snapshots.ts";
import { rdsInstanceRequireVpc } from "./rules/rds/rds-instance-require-vpc.ts";
import { rdsProxyRequireTls } from "./rules/rds/rds-proxy-require-tls.ts";
import { rdsServerDenyDefaultPort } from "./rules/rds/rds-server-deny-default-port.ts";
import { rdsServerDenyExtendedSupport } from "./rules/rds/rds-server-deny-extended-support.ts";
import { rdsServerDenyVulnerableVersion } from "./rules/rds/rds-server-deny-vulnerable-version.ts";
import { rdsServerRequireBackupPlan } from "./rules/rds/rds-server-require-backup-plan.ts";
import { rdsServerRequireBackups } from "./rules/rds/rds-server-require-backups.ts";
import { rdsServerRequireCustomerKey } from "./rules/rds/rds-server-require-customer-key.ts";
import { rdsServerRequireFinalSnapshot } from "./rules/rds/rds-server-require-final-snapshot.ts";
import { rdsServerRequireStatementLog } from "./rules/rds/rds-server-require-statement-log.ts";
import { rdsServerRequireTls } from "./rules/rds/rds-server-require-tls.ts";
import { rdsSnapshotCopyRequireCustomerKey } from "./rules/rds/rds-snapshot-copy-require-customer-key.ts";
import { rdsSnapshotDenyPublic } from "./rules/rds/rds-snapshot-deny-public.ts";
import { rdsSnapshotRequireEncryption } from "./rules/rds/rds-snapshot-require-encryption.ts";
import { rdsSnapshotRequireTags } from "./rules/rds/rds-snapshot-require-tags.ts";
import { rdsSubnetGroupDenyInternetRoute } from "./rules/rds/rds-subnet-group-deny-internet-route.ts";
import { rdsSubnetGroupRequireTags } from "./rules/rds/rds-subnet-group-require-tags.ts";
import { rdsSubscriptionRequireClusterEvents } from "./rules/rds/rds-subscription-require-cluster-events.ts";
import { rdsSubscriptionRequireInstanceEvents } from "./rules/rds/rds-subscription-require-instance-events.ts";
import { rdsSubscriptionRequireParameterEvents } from "./rules/rds/rds-subscription-require-parameter-events.ts";
import { rdsSubscriptionRequireSecurityEvents } from "./rules/rds/rds-subscription-require-security-events.ts";
import { s3BucketDenyAnyPrincipal } from "./rules/s3/s3-bucket-deny-any-principal.ts";
import { s3BucketDenyPublicAcl } from "./rules/s3/s3-bucket-deny-public-acl.ts";
import { s3BucketRequireAccessLog } from "./rules/s3/s3-bucket-require-access-log.ts";
import { s3BucketRequireEncryption } from "./rules/s3/s3-bucket-require-encryption.ts";
import { s3BucketRequireEvents } from "./rules/s3/s3-bucket-require-events.ts";
import { s3BucketRequireKmsKey } from "./rules/s3/s3-bucket-require-kms-key.ts";
import { s3BucketRequireLifecycle } from "./rules/s3/s3-bucket-require-lifecycle.ts";
import { s3BucketRequirePublicAccessBlock } from "./rules/s3/s3-bucket-require-public-access-block.ts";
import { s3BucketRequireReplication } from "./rules/s3/s3-bucket-require-replication.ts";
import { s3BucketRequireTls } from "./rules/s3/s3-bucket-require-tls.ts";
import { s3BucketRequireVersioning } from "./rules/s3/s3-bucket-require-versioning.ts";
import { secretsmanagerRotationRequireNinetyDays } from "./rules/secretsmanager/secretsmanager-rotation-require-ninety-days.ts";
import { secretsmanagerSecretRequireCustomerKey } from "./rules/secretsmanager/secretsmanager-secret-require-customer-key.ts";
import { secretsmanagerSecretRequireRotation } from "./rules/secretsmanager/secretsmanager-secret-require-rotation.ts";
import { snsTopicDenyPublicPolicy } from "./rules/sns/sns-topic-deny-public-policy.ts";
import { snsTopicRequireKey } from "./rules/sns/sns-topic-require-key.ts";

/** Every rule there is, in the order of its report. */
export const allRules: readonly Rule[] = [
  rdsInstanceDenyPublicAccess,
  rdsInstanceRequireEncryption,
  rdsClusterRequireEncryption,
  rdsGlobalClusterRequireEncryption,
  rdsServerRequireCustomerKey,
  rdsInstanceRequireMultiAz,
  rdsClusterRequireMultiAz,
  rdsInstanceRequireEnhancedMonitoring,
  rdsInstanceRequireDeletionProtection,
  rdsClusterRequireDeletionProtection,
  rdsInstanceRequireLogExports,
  rdsClusterRequireLogExports,
  rdsInstanceRequireIamAuthentication,
  rdsClusterRequireIamAuthentication,
  rdsServerRequireBackups,
  rdsInstanceRequireMinorUpgrades,
  rdsClusterRequireMinorUpgrades,
  rdsInstanceRequireTagsOnSnapshots,
  rdsClusterRequireTagsOnSnapshots,
  rdsInstanceRequireVpc,
  rdsSubnetGroupDenyInternetRoute,
  rdsSubscriptionRequireClusterEvents,
  rdsSubscriptionRequireInstanceEvents,
  rdsSubscriptionRequireParameterEvents,
  rdsSubscriptionRequireSecurityEvents,
  rdsServerDenyDefaultPort,
  rdsClusterDenyDefaultAdmin,
  rdsInstanceDenyDefaultAdmin,
  rdsServerRequireBackupPlan,
  rdsClusterRequireTags,
  rdsSnapshotRequireTags,
  rdsInstanceRequireTags,
  rdsSubnetGroupRequireTags,
  rdsServerRequireTls,
  rdsProxyRequireTls,
  rdsSnapshotDenyPublic,
  rdsSnapshotRequireEncryption,
  rdsSnapshotCopyRequireCustomerKey,
  rdsBackupCopyRequireCustomerKey,
  rdsServerRequireStatementLog,
  rdsInstanceRequireModernCa,
  rdsServerDenyVulnerableVersion,
  rdsInstanceRequirePerformanceInsights,
  rdsInstanceRequirePerformanceInsightsKey,
  rdsServerRequireFinalSnapshot,
  rdsServerDenyExtendedSupport,
  ec2SecurityGroupRequireDescription,
  ec2SecurityGroupDenyOpenIngress,
  ec2SecurityGroupDenyOpenEgress,
  ec2SecurityGroupRequireUse,
  ec2VpcRequireClosedDefaultGroup,
  ec2VpcRequireFlowLog,
  ec2SubnetDenyPublicAddress,
  ec2InstanceRequireSessionTokens,
  ec2InstanceDenyPublicAddress,
  ec2InstanceRequireEncryptedDisk,
  ec2InstanceRequireRole,
  kmsKeyRequireRotation,
  kmsKeyDenyWildcardPrincipal,
  kmsKeyRequirePolicy,
  secretsmanagerSecretRequireCustomerKey,
  secretsmanagerSecretRequireRotation,
  secretsmanagerRotationRequireNinetyDays,
  logsGroupRequireRetention,
  logsGroupRequireCustomerKey,
  logsGroupRequireYear,
  snsTopicRequireKey,
  snsTopicDenyPublicPolicy,
  cloudwatchAlarmRequireEnabledActions,
  cloudwatchAlarmRequireActions,
  s3BucketRequireAccessLog,
  s3BucketRequireEncryption,
  s3BucketRequireKmsKey,
  s3BucketDenyPublicAcl,
  s3BucketRequireVersioning,
  s3BucketRequirePublicAccessBlock,
  s3BucketRequireLifecycle,
  s3BucketRequireEvents,
  s3BucketRequireReplication,
  s3BucketRequireTls,
  s3BucketDenyAnyPrincipal,
  cloudtrailTrailRequireCustomerKey,
  cloudtrailTrailRequireValidation,
  cloudtrailTrailRequireAllRegions,
  cloudtrailTrailRequireLogging,
  cloudtrailTrailRequireTopic,
  cloudtrailTrailRequireCloudwatch,
  lambdaFunctionRequireTracing,
  lambdaFunctionRequireConcurrencyLimit,
  lambdaFunctionRequireDeadLetters,
  lambdaFunctionRequireVpc,
  lambdaFunctionRequireEncryptedEnvironment,
  lambdaFunctionRequireCodeSigning,
  lambdaFunctionDenyOldRuntime,
  lambdaPermissionRequireSource,
  backupVaultRequireCustomerKey,
  iamPolicyDenyWildcardActions,
  iamPolicyDenyWildcardResources,
  iamRoleDenyPublicTrust,
  iamRoleDenyAdministrator,
];
