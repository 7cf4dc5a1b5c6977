import { readFileSync } from "node:fs";
import type { ClientConfig } from "pg";
import { fromProject } from "../settings/paths.ts";
import type { ConnectionTarget } from "./connection-target.ts";
import { resolveCredential } from "./credential.ts";

/** How long a connection may take to open, in milliseconds. */
const connectTimeout = 10_000;

/** `pg`'s configuration for a target; the password is read each time a connection opens. */
export function clientConfig(target: ConnectionTarget, applicationName: string): ClientConfig {
  const { credential } = target;
  return {
    host: target.host,
    port: target.port,
    database: target.database,
    user: target.user,
    password: () => (typeof credential === "function" ? credential() : resolveCredential(credential)),
    application_name: applicationName,
    connectionTimeoutMillis: connectTimeout,
    keepAlive: true,
    ssl: target.tls === "disable" ? false : tlsOptions(target),
  };
}

function tlsOptions({ caFile, host }: ConnectionTarget): NonNullable<ClientConfig["ssl"]> {
  const trust = caFile === undefined ? {} : { ca: readFileSync(fromProject(caFile), "utf8") };
  return { rejectUnauthorized: true, servername: host, ...trust };
}
