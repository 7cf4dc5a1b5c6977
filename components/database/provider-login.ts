import { getStack, type Output, type Resource } from "@pulumi/pulumi";
import { LoginFile } from "../../provider/resources/login-file/resource.ts";
import { adminLoginFile, fromProject, toProject } from "../../settings/paths.ts";
import type { PostgresServer } from "../server/postgres-server.ts";
import { connectionTo } from "./connection-to.ts";

/** How `@pulumi/postgresql` logs in. */
export interface ProviderLogin {
  /** File with the certificates that it trusts. */
  readonly caFile: Output<string | undefined>;
  /** A secret; without one it is looked up in the file that PGPASSFILE names. */
  readonly password?: Output<string>;
  /** What has to be there before it connects. */
  readonly needs: readonly Resource[];
}

/**
 * The administrator's password where the server has one to give, and otherwise a file with it: an input would be another one after
 * each rotation, and in the state. The plug-in looks into the file each time it connects, by way of lib/pq.
 *
 * A server that is not of this machine is declared from many checkouts, so that no input says where one is: paths begin at the
 * project, in whose folder the engine starts plug-ins. That of a stack of this machine is its own (cli/workspace/stack-project.ts),
 * and so its paths are whole.
 */
export function providerLogin(server: PostgresServer, name: string, parent: Resource): ProviderLogin {
  if (server.adminPassword !== undefined) {
    const caFile = server.caFile.apply((file) => (file === undefined ? undefined : fromProject(file)));
    return { password: server.adminPassword, caFile, needs: [] };
  }
  if (!server.capabilities.concurrentSessions)
    throw new Error(`the ${server.kind} server gives no password to connect with`);
  const provider = connectionTo(server, "postgres", `${name}-login`, parent);
  const file = new LoginFile(
    `${name}-login-file`,
    { path: toProject(adminLoginFile(getStack())) },
    { parent, provider },
  );
  return { caFile: server.caFile, needs: [file] };
}
