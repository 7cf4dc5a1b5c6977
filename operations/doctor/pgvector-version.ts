import { SuperuserError } from "../../db/superuser/superuser-error.ts";
import { superuserRows } from "../../db/superuser/superuser-rows.ts";
import { UserError } from "../../errors/user-error.ts";
import type { RememberedServer } from "../../settings/remembered-server.ts";
import type { Settings } from "../../settings/settings.ts";
import { stackServers } from "./stack-servers.ts";

/** How long the server may take to answer, in milliseconds. */
const limit = 10_000;

const installed = "SELECT extversion AS version FROM pg_extension WHERE extname = 'vector'";

/**
 * Version of pgvector in a stack's database; `undefined` where there is none, where the server does not answer, and for the
 * embedded one, which has the version it came with.
 */
export async function pgvectorVersion(
  settings: Settings,
  remembered: RememberedServer,
): Promise<string | undefined> {
  const servers = stackServers(settings, remembered);
  if (servers === undefined) return undefined;
  const { database } = settings;
  try {
    const options = { database, timeout: limit };
    const [row] = await superuserRows<{ version: string }>(servers.primary, installed, options);
    return row?.version;
  } catch (error) {
    // A server that does not answer is told beside Server.
    if (UserError.isInstance(error) || error instanceof SuperuserError) return undefined;
    throw error;
  }
}
