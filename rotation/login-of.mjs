// @ts-check

/** @import { Login } from "./types.d.mts" */

/**
 * Reads a value of the secret. What is wrong with it is said without it.
 *
 * @param {string} text
 * @param {string} stage for people
 * @returns {Login}
 */
export function loginOf(text, stage) {
  const value = parsed(text);
  if (value === undefined || typeof value.username !== "string" || typeof value.password !== "string")
    throw new Error(`the value with ${stage} is not JSON with username and password`);
  if (value.engine !== undefined && value.engine !== "postgres")
    throw new Error(`the value with ${stage} is of engine ${value.engine}, not postgres`);
  return { ...value, username: value.username, password: value.password };
}

/**
 * @param {string} text
 * @returns {{ [field: string]: unknown } | undefined}
 */
function parsed(text) {
  try {
    const value = JSON.parse(text);
    return value !== null && typeof value === "object" ? value : undefined;
  } catch {
    // The error's own words quote what it could not read.
    return undefined;
  }
}
