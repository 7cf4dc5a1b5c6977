import { postgresqlConf } from "../../../configuration/postgresql-conf.ts";
import {
  type ConfigurationPlace,
  type Files,
  mountPoint,
} from "../../../operations/docker/configuration/place.ts";
import { type TlsFiles, tlsFiles } from "../../../operations/docker/configuration/tls-files.ts";

/** What the resource is given; see `PostgresConfigurationArgs`. */
export interface PostgresConfigurationInputs extends ConfigurationPlace, TlsFiles {
  readonly staticParameters: Readonly<Record<string, string>>;
  readonly dynamicParameters: Readonly<Record<string, string>>;
  readonly hostRules: readonly string[];
}

/** Its files. */
export function filesOf(inputs: PostgresConfigurationInputs): Files {
  const { staticParameters, dynamicParameters, hostRules } = inputs;
  return {
    "postgresql.conf": postgresqlConf({
      ...staticParameters,
      ...dynamicParameters,
      ...inContainer(inputs.folder),
    }),
    "pg_hba.conf": `${hostRules.join("\n")}\n`,
    ...tlsFiles(inputs),
  };
}

/** What follows from where it runs: TLS for everybody, as `rds.force_ssl` has it. */
function inContainer(folder: string): Readonly<Record<string, string>> {
  const file = (name: string) => `${mountPoint}/${folder}/${name}`;
  return {
    listen_addresses: "*",
    port: "5432",
    unix_socket_directories: "/var/run/postgresql",
    ssl: "on",
    ssl_cert_file: file("server.crt"),
    ssl_key_file: file("server.key"),
    ssl_ca_file: file("ca.crt"),
    ssl_min_protocol_version: "TLSv1.2",
  };
}
