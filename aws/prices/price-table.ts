/** Where a group of prices is published, so that it can be looked up again. */
export interface PriceSource {
  readonly name: string;
  readonly url: string;
}

/** Prices of one region in US dollars, on demand, without taxes, discounts and free tiers of new accounts. */
export interface PriceTable {
  readonly region: string;
  /** Month in which the prices were last compared with others' figures, `2026-11`. */
  readonly asOf: string;
  readonly sources: readonly PriceSource[];

  /** RDS for PostgreSQL, an hour in one zone: `large` of each family; each other size is its multiple, but for rounding. */
  readonly databaseHour: Readonly<Record<string, number>>;
  /** The burstable classes, which are no multiples of each other. */
  readonly burstableHour: Readonly<Record<string, number>>;
  /** Storage in one zone; in two it is twice that. */
  readonly storage: {
    readonly gp3Gb: number;
    readonly gp3Iops: number;
    /** For each MiB/s. */
    readonly gp3Throughput: number;
    readonly io2Gb: number;
    readonly io2Iops: number;
  };
  /** Automated backups beyond what is allocated, and snapshots, for each GB and month. */
  readonly backupGb: number;
  readonly databaseInsightsVcpuHour: number;
  /** Of Performance Insights beyond 7 days: the first month, and each further one, for each vCPU. */
  readonly performanceInsights: { readonly firstMonth: number; readonly furtherMonth: number };
  readonly proxyVcpuHour: number;
  readonly proxyAcuHour: number;
  readonly aurora: {
    readonly acuHour: number;
    /** `large` of each family, as of `databaseHour`. */
    readonly instanceHour: Readonly<Record<string, number>>;
    readonly storageGb: number;
    readonly millionRequests: number;
    readonly backupGb: number;
    readonly replicatedMillionWrites: number;
  };

  readonly cloudWatch: {
    readonly logGbIngested: number;
    readonly logGbStored: number;
    readonly metricAlarm: number;
    /** It watches three metrics: the value and the two edges of the band. */
    readonly anomalyAlarm: number;
    readonly compositeAlarm: number;
    readonly dashboard: number;
  };
  readonly kmsKey: number;
  readonly secret: number;
  readonly lambda: { readonly millionRequests: number; readonly gbSecond: number };
  readonly endpointHour: number;
  readonly endpointGb: number;
  readonly bastionHour: number;
  readonly volumeGb: number;
  readonly objectGb: number;
  /** To the region of the copies, for each GB. */
  readonly transferGb: number;
  readonly snsThousandEmails: number;
}
