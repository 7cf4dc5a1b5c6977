import { SuperuserError } from "../../db/superuser/superuser-error.ts";
import { superuserRows } from "../../db/superuser/superuser-rows.ts";
import { withConnection } from "../../db/with-connection.ts";
import { UserError } from "../../errors/user-error.ts";
import { runFolder } from "../../settings/paths.ts";
import type { RememberedServer } from "../../settings/remembered-server.ts";
import type { Settings } from "../../settings/settings.ts";
import { type ExtensionRow, readExtension } from "../../sql/extension/read-extension.ts";
import { stackServers } from "./stack-servers.ts";

/** How long the server may take to answer, in milliseconds. */
const limit = 10_000;

const installed = "SELECT extversion AS version FROM pg_extension WHERE extname = 'vector'";

/** Version of pgvector in a stack's database; `undefined` where there is none, or the server does not answer. */
export async function pgvectorVersion(
  settings: Settings,
  remembered: RememberedServer,
): Promise<string | undefined> {
  const servers = stackServers(settings, remembered);
  const { database } = settings;
  try {
    if (servers === undefined) return await ofEmbedded(settings, remembered);
    const [row] = await superuserRows<{ version: string }>(servers.primary, installed, {
      database,
      timeout: limit,
    });
    return row?.version;
  } catch (error) {
    // A server that does not answer is told beside Server.
    if (UserError.isInstance(error) || error instanceof SuperuserError) return undefined;
    throw error;
  }
}

/** Asked as its administrator, who is the superuser there. */
async function ofEmbedded(
  { stack, database, adminUser }: Settings,
  { kind, port }: RememberedServer,
): Promise<string | undefined> {
  if (kind !== "embedded") return undefined;
  const target = {
    host: "127.0.0.1",
    port,
    database,
    user: adminUser,
    credential: `file:${runFolder(stack)}/admin.password`,
    tls: "disable",
  } as const;
  return withConnection(target, "pgstack doctor", async (client) => {
    const { rows } = await client.query<ExtensionRow>(readExtension, ["vector"]);
    return rows[0]?.version;
  });
}
