// @ts-check
import { connect } from "../connect.mjs";

/** @import { StepContext } from "../types.d.mts" */

/**
 * Logs in by the pending password and asks the server something. Secrets Manager also runs this step alone, with a copy of the
 * current version, when rotation is set up.
 *
 * @param {StepContext} context
 * @returns {Promise<string>}
 */
export async function testSecret({ version, settings, store }) {
  const pending = await store.read("AWSPENDING", version);
  if (pending === undefined) throw new Error("there is no pending password");
  const client = await connect(settings, pending);
  if (client === undefined) throw new Error("the server refuses the pending password");
  try {
    await client.query("SELECT now()");
  } finally {
    await client.end();
  }
  return "the pending password opens a connection";
}
