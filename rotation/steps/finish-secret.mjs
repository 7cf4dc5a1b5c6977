// @ts-check

/** @import { StepContext } from "../types.d.mts" */

/**
 * Makes the pending version the current one. Its label AWSPENDING is Secrets Manager's to remove: taken away by a call of ours, the
 * rotation would count as failed (Secrets Manager User Guide, "Lambda rotation functions", read 2026-11).
 *
 * @param {StepContext} context
 * @returns {Promise<string>}
 */
export async function finishSecret({ version, store }) {
  const { versions } = await store.describe();
  const former = Object.keys(versions).find((id) => versions[id]?.includes("AWSCURRENT"));
  if (former === undefined) throw new Error("the secret has no current version");
  await store.makeCurrent(version, former);
  return "the pending password is the current one";
}
