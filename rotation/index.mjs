// @ts-check
import { checkRequest } from "./check-request.mjs";
import { settingsFromEnvironment } from "./function-settings.mjs";
import { say } from "./log.mjs";
import { secretStore } from "./secret-store.mjs";
import { createSecret } from "./steps/create-secret.mjs";
import { finishSecret } from "./steps/finish-secret.mjs";
import { setSecret } from "./steps/set-secret.mjs";
import { testSecret } from "./steps/test-secret.mjs";

/** @import { RotationRequest, Step } from "./types.d.mts" */

/** @type {Readonly<Record<string, Step>>} */
const steps = { createSecret, setSecret, testSecret, finishSecret };

/**
 * Lambda function that Secrets Manager calls with each of the four steps of a rotation, and calls again with one that failed: each
 * step may be run any number of times (Secrets Manager User Guide, "Lambda rotation functions", read 2026-11).
 *
 * @param {RotationRequest} request
 * @returns {Promise<void>}
 */
export async function handler({ Step: name, SecretId: secretId, ClientRequestToken: version }) {
  const step = Object.hasOwn(steps, name) ? steps[name] : undefined;
  if (step === undefined) throw new Error(`there is no step ${name}`);
  const settings = settingsFromEnvironment(process.env);
  const store = secretStore(secretId);
  const { done } = await checkRequest({ secretId, version }, settings, store);
  if (done) {
    say(name, version, "was done before: the version is the current one");
    return;
  }
  say(name, version, await step({ version, settings, store }));
}
