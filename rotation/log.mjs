// @ts-check

/**
 * A line of the function's log: never anything that is in a secret.
 *
 * @param {string} step
 * @param {string} version
 * @param {string} done
 */
export function say(step, version, done) {
  console.log(JSON.stringify({ step, version, done }));
}
