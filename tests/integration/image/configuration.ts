import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { newVolume, sharedFolder } from "./container.ts";
import { image, label, mustDocker } from "./docker.ts";

/** Files by their paths below `/etc/pgstack`. */
export type Files = Readonly<Record<string, string>>;

/** A volume with the configuration of the running test's containers: files of `postgres`, for nobody else. */
export class Configuration {
  readonly #volume: string;

  private constructor(volume: string) {
    this.#volume = volume;
  }

  static async of(files: Files): Promise<Configuration> {
    const configuration = new Configuration(await newVolume());
    await configuration.write(files);
    return configuration;
  }

  /** The read-only mount of it. */
  get mount(): readonly string[] {
    return ["--volume", `${this.#volume}:/etc/pgstack:ro`];
  }

  /** Writes files, besides those that are there. */
  async write(files: Files): Promise<void> {
    const folder = sharedFolder({});
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    }
    const script =
      "cp -r /from/. /etc/pgstack && chown -R postgres: /etc/pgstack && chmod -R u=rwX,go= /etc/pgstack";
    const mounts = ["--volume", `${folder}:/from:ro`, "--volume", `${this.#volume}:/etc/pgstack`];
    await mustDocker(
      "run",
      "--rm",
      "--label",
      label,
      ...mounts,
      "--tmpfs",
      "/var/lib/postgresql/data",
      image,
      "sh",
      "-c",
      script,
    );
  }
}

/** What a server's `pg_hba.conf` has. */
export const hba = `local all rdsadmin trust
local all all scram-sha-256
host all rdsadmin all reject
hostssl replication rdsrepladmin all cert
hostssl all pgbouncer all cert
hostssl all rdsrepladmin all reject
hostssl all all all scram-sha-256
`;

/** A server's `postgresql.conf`. @param name of its folder @param more lines */
export function serverConf(name: string, more: readonly string[] = []): string {
  const file = (kind: string) => `'/etc/pgstack/${name}/${kind}'`;
  return [
    "listen_addresses = '*'",
    "ssl = on",
    `ssl_cert_file = ${file("server.crt")}`,
    `ssl_key_file = ${file("server.key")}`,
    `ssl_ca_file = ${file("ca.crt")}`,
    "shared_preload_libraries = 'pg_stat_statements,pg_cron,pgaudit'",
    "cron.use_background_workers = on",
    "cron.database_name = 'postgres'",
    "log_statement = 'ddl'",
    ...more,
    "",
  ].join("\n");
}
