import { poolerRole } from "../model/service-roles.ts";

export interface PoolerOptions {
  /** Where PgBouncer finds the primary. */
  readonly host: string;
  readonly port: number;
  /** Folder of its configuration, certificates and keys. */
  readonly folder: string;
  /** Of the server: PgBouncer leaves a fifth of them, and at least ten, to who connects directly. */
  readonly maxConnections: number;
}

/**
 * What PgBouncer is told, its section `[pgbouncer]`. Clients log in with their own password: PgBouncer asks the server for
 * the verifier, and with what the client's login proves logs in there as the same role.
 */
export function pgbouncerSettings({
  folder,
  maxConnections,
}: Pick<PoolerOptions, "folder" | "maxConnections">): Readonly<Record<string, string>> {
  const share = Math.max(5, maxConnections - Math.max(10, Math.ceil(maxConnections / 5)));
  return {
    listen_addr: "*",
    listen_port: "5432",
    unix_socket_dir: "/run/postgresql",
    pool_mode: "transaction",
    // Ten times as many clients as connections is what a pooler is for; one waits for its turn as long as R11 says.
    max_client_conn: String(10 * maxConnections),
    default_pool_size: String(Math.min(20, share)),
    max_db_connections: String(share),
    query_wait_timeout: "30",
    // In seconds; 15 each by default, for which clients would be refused while a server that was restarted is back already,
    // or is at another address of Docker's network.
    server_login_retry: "1",
    dns_max_ttl: "1",
    dns_nxdomain_ttl: "1",
    // From PgBouncer 1.21 on: prepared statements of the protocol live on whichever connection a transaction gets.
    max_prepared_statements: "500",
    auth_type: "scram-sha-256",
    auth_user: poolerRole,
    auth_dbname: "postgres",
    auth_query: `SELECT uname, phash FROM ${poolerRole}.user_lookup($1)`,
    client_tls_sslmode: "require",
    // Asks no client for a certificate; without it PgBouncer wants the system's authorities, which the image has not.
    client_tls_ca_file: `${folder}/ca.crt`,
    client_tls_cert_file: `${folder}/server.crt`,
    client_tls_key_file: `${folder}/server.key`,
    server_tls_sslmode: "verify-full",
    server_tls_ca_file: `${folder}/ca.crt`,
    server_tls_cert_file: `${folder}/pgbouncer.crt`,
    server_tls_key_file: `${folder}/pgbouncer.key`,
    // JDBC and others send it with every connection; it means nothing between transactions.
    ignore_startup_parameters: "extra_float_digits",
    log_connections: "0",
    log_disconnections: "0",
    log_stats: "0",
  };
}

/** The whole file. */
export function pgbouncerIni(
  { host, port }: Pick<PoolerOptions, "host" | "port">,
  settings: Readonly<Record<string, string>>,
): string {
  return [
    "; Written by pgstack; a change here does not last.",
    "[databases]",
    `* = host=${host} port=${port}`,
    "",
    "[pgbouncer]",
    ...Object.entries(settings).map(([name, value]) => `${name} = ${value}`),
    "",
  ].join("\n");
}
