import pg from "pg";
import { clientConfig } from "./client-config.ts";
import { connectionError } from "./connection-error.ts";
import type { ConnectionTarget } from "./connection-target.ts";

/**
 * Opens one connection, runs `work` on it and closes it.
 * @throws UserError when the server cannot be reached or refuses the login; whatever `work` throws.
 */
export async function withConnection<T>(
  target: ConnectionTarget,
  applicationName: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client(clientConfig(target, applicationName));
  // Without a listener a connection lost in the middle of `work` would end the process; `work` sees it as its own failure.
  client.on("error", () => undefined);
  try {
    await client.connect().catch((error: unknown) => {
      throw connectionError(error, target);
    });
    return await work(client);
  } finally {
    await client.end();
  }
}
