// @ts-check
import { readFileSync } from "node:fs";
import { checkServerIdentity } from "node:tls";
import pg from "pg";

/** @import { FunctionSettings, Login } from "./types.d.mts" */

/** Milliseconds that opening a connection, and a statement, may take: a step has a minute for two of each. */
const patience = 10_000;

/** SQLSTATE of a wrong password (PostgreSQL documentation, appendix A). */
const invalidPassword = "28P01";

/**
 * Connects as a login of the secret, encrypted, to nobody but the server of the settings.
 *
 * @param {FunctionSettings} settings
 * @param {Login} login
 * @returns {Promise<pg.Client | undefined>} `undefined` where the server refuses the password; the caller ends the client
 */
export async function connect({ host, port, caFile }, { username, password }) {
  const client = new pg.Client({
    host,
    port,
    user: username,
    password,
    // It is there on every server of RDS, whatever was declared.
    database: "postgres",
    application_name: "pgstack rotation",
    connectionTimeoutMillis: patience,
    query_timeout: patience,
    ssl: {
      ca: readFileSync(caFile, "utf8"),
      rejectUnauthorized: true,
      checkServerIdentity: (_name, certificate) => checkServerIdentity(host, certificate),
    },
  });
  // Without a listener a connection lost between two statements would end the function.
  client.on("error", () => undefined);
  try {
    await client.connect();
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    if (/** @type {{ code?: unknown }} */ (error).code === invalidPassword) return undefined;
    throw error;
  }
}
