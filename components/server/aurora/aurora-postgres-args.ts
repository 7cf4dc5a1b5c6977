import type { Input, Output, ProviderResource } from "@pulumi/pulumi";
import type { ParameterOptions } from "../../../configuration/parameter-options.ts";
import type { AddressOutputs } from "../../../packages/client/stack-outputs.ts";
import type { AuroraPlace, AuroraShape } from "./aurora-shape.ts";

/** Where the second cluster of a global database stands. */
export interface SecondRegion extends AuroraPlace {
  /** Of that region. */
  provider: ProviderResource;
  /** Home region, which the second one copies from. */
  sourceRegion: string;
  /** Instances there, in turn in its zones. Each costs an instance; with one, a failover there waits for another. @default 2 */
  instances?: number | undefined;
}

export interface AuroraPostgresArgs extends Omit<AuroraShape, "parameters">, AuroraPlace {
  /** Account, for the conditions of roles. */
  accountId: Input<string>;
  /** The database that is declared on the server, for who connects: AWS makes none but `postgres`. A change leaves the server as it is. */
  database: string;
  /** The administrator: `rds_superuser`, and no superuser. A change is ignored: it would make another, empty server. */
  adminUser: string;
  /** Secret with the administrator's password: what connects reads it there, so that a rotation is no change. */
  adminSecretArn: Input<string>;
  /** The password to begin with. A change is ignored: the secret's rotation sets later ones. */
  adminPassword: Input<string>;
  /** File with RDS's certificates. @default the system's */
  caFile?: Input<string | undefined>;
  /** Days of point-in-time recovery, 1 to 35. Costs storage above 1. */
  backupRetention: number;
  /** How parameters are computed from the class. */
  profile: ParameterOptions["profile"];
  /** Connections that each instance allows; readers are added at 70 % of it. A change waits for a restart. */
  maxConnections: number;
  /** Parameters in place of the computed ones, in RDS's units. Static ones wait for a restart. @default none */
  parameters?: Readonly<Record<string, string>> | undefined;
  /** Readers that are always there, 0 to 15. Each costs an instance; with none a failover takes minutes. */
  minReaders: number;
  /** Readers that scaling may add up to, 15 at most. Equal to minReaders: there is no scaling. */
  maxReaders: number;
  /** A second cluster in another region, which follows within about a second. Costs its instance and what is written. @default none */
  second?: SecondRegion | undefined;
  /** Makes what applications connect to in place of the cluster, once it is there: a proxy. @default none */
  pooler?:
    | ((clusterIdentifier: Output<string>, resourceId: Output<string>) => Output<AddressOutputs>)
    | undefined;
}
