import { readFileSync } from "node:fs";
import { join } from "node:path";
import { postgresqlConf } from "../../configuration/postgresql-conf.ts";
import { UserError } from "../../errors/user-error.ts";
import { replicator } from "../../model/service-roles.ts";
import { host, type NativeConfig } from "./native-config.ts";

/** Folder of the server's configuration, in its data folder: the one place that its user can reach for sure. */
export function configurationFolder(dataFolder: string): string {
  return join(dataFolder, "pgstack");
}

/**
 * The server's configuration, by names of files.
 * @throws UserError when a certificate or a key cannot be read
 */
export function configurationFiles(config: NativeConfig): Readonly<Record<string, string>> {
  const { staticParameters, dynamicParameters, hostRules, tlsFolder, tlsFiles } = config;
  const folder = configurationFolder(config.dataFolder);
  const parameters = { ...staticParameters, ...dynamicParameters, ...tls(folder), ...following(config) };
  const copies = tlsFiles.map((name) => [name, read(join(tlsFolder, name))]);
  return {
    "postgresql.conf": postgresqlConf(parameters),
    "pg_hba.conf": `${hostRules.join("\n")}\n`,
    ...Object.fromEntries(copies),
  };
}

/** How a standby reaches its primary, by the certificate in a folder. */
export function primaryConninfo({ standby }: NativeConfig, folder: string): string {
  if (standby === undefined) return "";
  const parts = {
    host,
    port: standby.primaryPort,
    user: replicator,
    application_name: standby.name,
    sslmode: "verify-full",
    sslrootcert: join(folder, "ca.crt"),
    sslcert: join(folder, "replicator.crt"),
    sslkey: join(folder, "replicator.key"),
    connect_timeout: 5,
  };
  return Object.entries(parts)
    .map(([name, value]) => `${name}='${String(value).replaceAll(/['\\]/g, "\\$&")}'`)
    .join(" ");
}

function tls(folder: string): Readonly<Record<string, string>> {
  return {
    ssl: "on",
    ssl_cert_file: join(folder, "server.crt"),
    ssl_key_file: join(folder, "server.key"),
    ssl_ca_file: join(folder, "ca.crt"),
    ssl_min_protocol_version: "TLSv1.2",
  };
}

function following(config: NativeConfig): Readonly<Record<string, string>> {
  if (config.standby === undefined) return {};
  const folder = configurationFolder(config.dataFolder);
  return {
    primary_conninfo: primaryConninfo(config, folder),
    primary_slot_name: config.standby.slot,
    // A primary that was restarted is followed again at once.
    wal_retrieve_retry_interval: "500ms",
  };
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw new UserError("a file of TLS cannot be read", {
      where: path,
      mend: "Run `npx pgstack up`: it makes the certificates again.",
      cause,
    });
  }
}
