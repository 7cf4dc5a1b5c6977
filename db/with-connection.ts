import type pg from "pg";
import { clientConfig } from "./client-config.ts";
import { connectionError } from "./connection-error.ts";
import type { ConnectionTarget } from "./connection-target.ts";
import { OpeningClient, refusedPassword } from "./opening-client.ts";
import { PasswordSource } from "./password-source.ts";

/**
 * Opens one connection, runs `work` on it and closes it.
 * @throws UserError when the server cannot be reached or refuses the login; whatever `work` throws.
 */
export async function withConnection<T>(
  target: ConnectionTarget,
  applicationName: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = await openConnection(target, applicationName);
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function openConnection(target: ConnectionTarget, applicationName: string): Promise<pg.Client> {
  const passwords = new PasswordSource(target);
  const open = async () => {
    const client = new OpeningClient(clientConfig(target, applicationName, passwords.offer));
    // Without a listener a connection lost in the middle of `work` would end the process; `work` sees it as its own failure.
    client.on("error", () => undefined);
    try {
      await client.connect();
      return client;
    } catch (error) {
      await client.end();
      throw error;
    }
  };
  return passwords.whileRefused(open, refusedPassword).catch((error: unknown) => {
    throw connectionError(error, target);
  });
}
