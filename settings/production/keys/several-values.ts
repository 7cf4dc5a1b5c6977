/** Keys that hold a list or a map, which a stack's file may write as YAML's own. */
export const severalValues: ReadonlySet<string> = new Set([
  "availabilityZones",
  "subnetIds",
  "clientSecurityGroupIds",
  "parameters",
  "replicaAvailabilityZones",
  "logExports",
  "alarmEmails",
  "tags",
  "policyExceptions",
  "parityExceptions",
]);
