// @ts-check
import { fileURLToPath } from "node:url";

/** @import { FunctionSettings } from "./types.d.mts" */

/** RDS's certificates, beside this file in the function. */
const certificates = fileURLToPath(new URL("rds-ca.pem", import.meta.url));

/**
 * @param {Readonly<Record<string, string | undefined>>} environment
 * @returns {FunctionSettings}
 */
export function settingsFromEnvironment(environment) {
  const { SECRET_ARN, DATABASE_HOST, DATABASE_PORT, CA_FILE = certificates } = environment;
  if (!SECRET_ARN || !DATABASE_HOST || !DATABASE_PORT)
    throw new Error("SECRET_ARN, DATABASE_HOST and DATABASE_PORT have to be set");
  return { secretArn: SECRET_ARN, host: DATABASE_HOST, port: Number(DATABASE_PORT), caFile: CA_FILE };
}
