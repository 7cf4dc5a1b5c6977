import { readFileSync } from "node:fs";
import { type ConnectionOptions, checkServerIdentity } from "node:tls";
import type { ClientConfig } from "pg";
import { fromProject } from "../settings/paths.ts";
import type { ConnectionTarget } from "./connection-target.ts";
import { PasswordSource } from "./password-source.ts";

/** How long a connection may take to open, in milliseconds. */
const connectTimeout = 10_000;

/** `pg`'s configuration for a target; the password is read each time a connection opens. */
export function clientConfig(
  target: ConnectionTarget,
  applicationName: string,
  password: () => Promise<string> = new PasswordSource(target).offer,
): ClientConfig {
  return {
    host: target.host,
    port: target.port,
    database: target.database,
    user: target.user,
    password,
    application_name: applicationName,
    connectionTimeoutMillis: connectTimeout,
    keepAlive: true,
    ssl: target.tls === "disable" ? false : tlsOptions(target),
  };
}

/**
 * The certificate must be of the CA file's and for the host as it was given: without a name of our own Node would look for
 * the one it sends, and for an address it sends none (RFC 6066, section 3).
 */
function tlsOptions({ caFile, host }: ConnectionTarget): ConnectionOptions {
  const options: ConnectionOptions = {
    rejectUnauthorized: true,
    checkServerIdentity: (_name, certificate) => checkServerIdentity(host, certificate),
  };
  // `pg` copies the options when a connection opens: a pool's next one trusts what the file holds by then.
  return caFile
    ? Object.defineProperty(options, "ca", { enumerable: true, get: () => trusted(caFile) })
    : options;
}

/** Nobody is trusted where the file cannot be read: it is `pg` that asks, and could not catch an error. */
function trusted(caFile: string): string | string[] {
  try {
    return readFileSync(fromProject(caFile), "utf8");
  } catch {
    return [];
  }
}
