import { getStack, type Output, type Resource } from "@pulumi/pulumi";
import { LoginFile } from "../../provider/resources/login-file/resource.ts";
import { adminLoginFile } from "../../settings/paths.ts";
import type { PostgresServer } from "../server/postgres-server.ts";
import { connectionTo } from "./connection-to.ts";

/** How `@pulumi/postgresql` logs in. */
export interface ProviderLogin {
  /** A secret; without one it is looked up in the file that PGPASSFILE names. */
  readonly password?: Output<string>;
  /** What has to be there before it connects. */
  readonly needs: readonly Resource[];
}

/**
 * The administrator's password where the server has one to give, and otherwise a file with it: an input would be another one after
 * each rotation, and in the state. The plug-in looks into the file each time it connects, by way of lib/pq.
 */
export function providerLogin(server: PostgresServer, name: string, parent: Resource): ProviderLogin {
  if (server.adminPassword !== undefined) return { password: server.adminPassword, needs: [] };
  if (!server.capabilities.concurrentSessions)
    throw new Error(`the ${server.kind} server gives no password to connect with`);
  const provider = connectionTo(server, "postgres", `${name}-login`, parent);
  const file = new LoginFile(
    `${name}-login-file`,
    { path: adminLoginFile(getStack()) },
    { parent, provider },
  );
  return { needs: [file] };
}
