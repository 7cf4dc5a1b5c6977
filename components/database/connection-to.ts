import { type Input, interpolate, type Resource } from "@pulumi/pulumi";
import { Provider } from "../../provider/resources/provider/resource.ts";
import type { PostgresServer } from "../server/postgres-server.ts";

/**
 * Our plug-in, connected to a server by reference to its credential.
 *
 * @param database where it works
 * @param needs what has to be there first, beside the server
 */
export function connectionTo(
  server: PostgresServer,
  database: Input<string>,
  name: string,
  parent: Resource,
  needs: readonly Resource[] = [],
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
    serverIdentity: server.identity,
  };
  return new Provider(name, args, { parent, dependsOn: [server.ready, ...needs] });
}
