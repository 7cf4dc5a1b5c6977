import type { Input, ProviderResource } from "@pulumi/pulumi";
import type { AuroraPlace, AuroraShape } from "./aurora-shape.ts";

/** Where the second cluster of a global database stands. */
export interface SecondRegion extends AuroraPlace {
  /** Of that region. */
  provider: ProviderResource;
  /** Home region, which the second one copies from. */
  sourceRegion: string;
}

export interface AuroraPostgresArgs extends AuroraShape, AuroraPlace {
  /** Account, for the conditions of roles. */
  accountId: Input<string>;
  /** Made with the cluster. A change makes another server. */
  database: string;
  /** The administrator: `rds_superuser`, and no superuser. A change makes another server. */
  adminUser: string;
  /** Secret with the administrator's password: what connects reads it there, so that a rotation is no change. */
  adminSecretArn: Input<string>;
  /** The first password. RDS is told it once; a later one is no change. */
  adminPassword: Input<string>;
  /** File with RDS's certificates. @default the system's */
  caFile?: Input<string | undefined>;
  /** Days of point-in-time recovery, 1 to 35. Costs storage above 1. */
  backupRetention: number;
  /** Connections that each instance allows, as `parameters` have it: readers are added at 70 % of it. */
  maxConnections: number;
  /** Readers that are always there, 0 to 15. Each costs an instance; with none a failover takes minutes. */
  minReaders: number;
  /** Readers that scaling may add up to, 15 at most. Equal to minReaders: there is no scaling. */
  maxReaders: number;
  /** A second cluster in another region, which follows within about a second. Costs its instance and what is written. @default none */
  second?: SecondRegion | undefined;
}
