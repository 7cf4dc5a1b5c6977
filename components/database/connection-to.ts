import { type Input, interpolate, type Resource } from "@pulumi/pulumi";
import { Provider } from "../../provider/resources/provider/resource.ts";
import type { PostgresServer } from "../server/postgres-server.ts";

export interface ConnectionToOptions {
  /** What has to be there first, beside the server. @default nothing */
  readonly needs?: readonly Resource[];
  /** Indexes built at the same time. @default the plug-in's, 2 */
  readonly indexBuilds?: number | undefined;
}

/**
 * Our plug-in, connected to a server by reference to its credential.
 *
 * @param database where it works
 */
export function connectionTo(
  server: PostgresServer,
  database: Input<string>,
  name: string,
  parent: Resource,
  { needs = [], indexBuilds }: ConnectionToOptions = {},
): Provider {
  const args = {
    host: server.address,
    port: interpolate`${server.port}`,
    database,
    user: server.adminUser,
    credential: server.adminCredential,
    tls: server.tls,
    caFile: server.caFile,
    maxConnections: String(server.maxConnections),
    ...(indexBuilds !== undefined && { indexBuilds: String(indexBuilds) }),
    serverIdentity: server.identity,
  };
  return new Provider(name, args, { parent, dependsOn: [server.ready, ...needs] });
}
