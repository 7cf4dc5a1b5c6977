// @ts-check
import pg from "pg";
import { connect } from "../connect.mjs";
import { scramVerifier } from "../scram-verifier.mjs";

/** @import { FunctionSettings, Login, SecretStore, StepContext } from "../types.d.mts" */

/**
 * Gives the server the pending password, which its replicas take over with the rest. Sessions that are open live on. From here to
 * the end of `finishSecret`, the current password opens no connection, and the pending one does.
 *
 * @param {StepContext} context
 * @returns {Promise<string>}
 */
export async function setSecret({ version, settings, store }) {
  const pending = await store.read("AWSPENDING", version);
  if (pending === undefined) throw new Error("there is no pending password: createSecret did not end well");
  const asPending = await connect(settings, pending);
  if (asPending !== undefined) {
    await asPending.end();
    return "the server had the pending password";
  }
  const client = await asBefore(settings, store, pending);
  try {
    // The master user of RDS may change its own password (RDS User Guide, "Understanding the rds_superuser role").
    const verifier = scramVerifier(pending.password);
    await client.query(
      `ALTER ROLE ${pg.escapeIdentifier(pending.username)} PASSWORD ${pg.escapeLiteral(verifier)}`,
    );
  } finally {
    await client.end();
  }
  return "the server has the pending password";
}

/**
 * A connection by the current password, or by the one before it where somebody put an outdated value into the secret.
 *
 * @param {FunctionSettings} settings
 * @param {SecretStore} store
 * @param {Login} pending
 * @returns {Promise<pg.Client>}
 */
async function asBefore(settings, store, pending) {
  for (const stage of /** @type {const} */ (["AWSCURRENT", "AWSPREVIOUS"])) {
    const login = await store.read(stage);
    if (login === undefined) continue;
    if (login.username !== pending.username)
      throw new Error(
        `the value with ${stage} is of user ${login.username}, the pending one of ${pending.username}`,
      );
    const client = await connect(settings, login);
    if (client !== undefined) return client;
  }
  throw new Error("the server refuses the pending, the current and the previous password");
}
