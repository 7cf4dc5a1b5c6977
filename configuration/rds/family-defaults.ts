/**
 * Values that RDS's families have by themselves, of parameters that are set here: those with the source `system` in published
 * answers to `aws rds describe-db-parameters` (November 2026). One too many does no harm: its parameter waits for a reboot.
 */
const familyDefaults: Readonly<Record<string, string>> = {
  autovacuum_analyze_scale_factor: "0.05",
  autovacuum_naptime: "15",
  autovacuum_vacuum_scale_factor: "0.1",
  checkpoint_completion_target: "0.9",
  idle_in_transaction_session_timeout: "86400000",
  log_autovacuum_min_duration: "10000",
  log_checkpoints: "1",
  max_wal_size: "2048",
  min_wal_size: "192",
  password_encryption: "scram-sha-256",
  "rds.force_ssl": "1",
  "rds.log_retention_period": "4320",
  "rds.logical_replication": "0",
  synchronous_commit: "on",
  track_io_timing: "1",
  wal_keep_size: "2048",
};

/**
 * Whether a value is the family's own. AWS changes nothing then, neither does it note how: it reads such a parameter back as
 * `pending-reboot`, and one that is declared as `immediate` would be a change in every preview (hashicorp/terraform-provider-aws
 * issues 18035 and 36419; aws_db_parameter_group, "Problematic Plan Changes").
 */
export function isFamilyDefault(name: string, value: string): boolean {
  return familyDefaults[name] === value;
}
