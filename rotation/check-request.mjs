// @ts-check

/** @import { FunctionSettings, SecretStore } from "./types.d.mts" */

/**
 * Refuses what is not this function's to rotate, or not in rotation.
 *
 * @param {{ secretId: string, version: string }} request
 * @param {FunctionSettings} settings
 * @param {SecretStore} store
 * @returns {Promise<{ done: boolean }>} done: the version is the current one already
 */
export async function checkRequest({ secretId, version }, { secretArn }, store) {
  if (secretId !== secretArn) throw new Error(`${secretId} is not the secret of this function, ${secretArn}`);
  const { rotationEnabled, versions } = await store.describe();
  if (rotationEnabled === false) throw new Error("rotation is switched off for the secret");
  const stages = versions[version];
  if (stages === undefined) throw new Error(`the secret has no version ${version}`);
  if (stages.includes("AWSCURRENT")) return { done: true };
  if (!stages.includes("AWSPENDING")) throw new Error(`version ${version} is not the pending one`);
  return { done: false };
}
