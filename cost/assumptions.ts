/** What no setting says: what applications do with the server. Each can be given another value. */
export interface CostAssumptions {
  /** GB of the server's logs that go to CloudWatch each month, of all servers together. */
  readonly logGb: number;
  /** Share of the storage that holds data, in percent. */
  readonly usedStorage: number;
  /** Share of the data that changes in a day, in percent: backups and what goes to the other region grow with it. */
  readonly dailyChange: number;
  /** GB of recovery points that AWS Backup keeps, for each GB of data. */
  readonly recoveryPoints: number;
  /** Alarms on one metric: of the primary and the account, and of each replica. */
  readonly metricAlarms: number;
  readonly replicaAlarms: number;
  /** Of each server. */
  readonly anomalyAlarms: number;
  /** Of each server. */
  readonly compositeAlarms: number;
  /** Customer-managed keys in the home region; the copies have one more. */
  readonly keys: number;
  /** Interface endpoints, where the stack makes the network, and those that the bastion needs besides. */
  readonly endpoints: number;
  readonly bastionEndpoints: number;
  /** GB a month through the endpoints. */
  readonly endpointGb: number;
  /** GB of exported snapshots and audit trail in S3. */
  readonly objectGb: number;
  /** E-mails of alarms a month. */
  readonly emails: number;
  /** Hours a month that a pipeline's worker runs for, and what an hour of it costs, in US dollars. */
  readonly processingHours: number;
  readonly processingPrice: number;
  /** Share of the way from auroraMinCapacity to auroraMaxCapacity that Aurora works at on average, in percent. */
  readonly auroraLoad: number;
  /** Million requests a month to Aurora's storage. */
  readonly auroraRequests: number;
  /** US dollars an hour, in one zone, of a class that the table has no price of; 0: the table's. */
  readonly instancePrice: number;
}

/** A small application that is used every day. Alarms, keys and endpoints are those that the stack declares. */
export const defaultAssumptions: CostAssumptions = {
  logGb: 5,
  usedStorage: 50,
  dailyChange: 2,
  recoveryPoints: 2,
  metricAlarms: 25,
  replicaAlarms: 21,
  anomalyAlarms: 3,
  compositeAlarms: 4,
  keys: 2,
  endpoints: 1,
  bastionEndpoints: 4,
  endpointGb: 1,
  objectGb: 10,
  emails: 100,
  processingHours: 0,
  processingPrice: 0.1,
  auroraLoad: 10,
  auroraRequests: 100,
  instancePrice: 0,
};

/** What each is, for people who set it. */
export const assumptionWords: Readonly<Record<keyof CostAssumptions, string>> = {
  logGb: "GB of logs a month",
  usedStorage: "percent of the storage that holds data",
  dailyChange: "percent of the data that changes in a day",
  recoveryPoints: "GB in AWS Backup for each GB of data",
  metricAlarms: "alarms on one metric",
  replicaAlarms: "alarms of each replica",
  anomalyAlarms: "alarms on anomalies of each server",
  compositeAlarms: "composite alarms of each server",
  keys: "KMS keys in the home region",
  endpoints: "interface endpoints of a network that is made",
  bastionEndpoints: "interface endpoints more for the bastion",
  endpointGb: "GB through the endpoints a month",
  objectGb: "GB of exports and trail in S3",
  emails: "e-mails of alarms a month",
  processingHours: "hours of pipelines a month",
  processingPrice: "dollars for such an hour",
  auroraLoad: "percent of Aurora's capacity above the least",
  auroraRequests: "million requests to Aurora's storage a month",
  instancePrice: "dollars an hour of a class without a price",
};
