import type { Output } from "@pulumi/pulumi";
import type { RdsProxy } from "../../components/proxy/rds-proxy.ts";
import type { PostgresServer } from "../../components/server/postgres-server.ts";

/** A server with what others beside the database layer need to know of it. */
export interface ProductionServer {
  readonly server: PostgresServer;
  /** Of the instance, or the cluster. */
  readonly identifier: Output<string>;
  readonly resourceId: Output<string>;
  readonly arn: Output<string>;
  /** Watched and logged in to like the server itself; of a cluster its readers as one. */
  readonly replicas: readonly {
    readonly name: string;
    readonly identifier: Output<string>;
    readonly resourceId: Output<string>;
  }[];
  /** In the region of the copies, where it is watched by itself. */
  readonly copyReplica?: { readonly identifier: Output<string> } | undefined;
  /** Log group of the server's own log. */
  readonly logGroupName: Output<string>;
  readonly proxy: RdsProxy | undefined;
}
