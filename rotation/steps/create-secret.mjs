// @ts-check
import { newPassword } from "../new-password.mjs";

/** @import { StepContext } from "../types.d.mts" */

/**
 * Makes the pending version: the current one with another password. One that is there is kept, since the server may have it.
 *
 * @param {StepContext} context
 * @returns {Promise<string>}
 */
export async function createSecret({ version, store }) {
  const current = await store.read("AWSCURRENT");
  if (current === undefined) throw new Error("the secret has no current value");
  if ((await store.read("AWSPENDING", version)) !== undefined) return "the pending password was there";
  await store.putPending(version, { ...current, password: newPassword() });
  return "made a pending password";
}
