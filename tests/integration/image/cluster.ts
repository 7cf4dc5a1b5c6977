import { onTestFinished } from "vitest";
import { Authority } from "./certificates.ts";
import { Configuration, hba, serverConf } from "./configuration.ts";
import { Container, newVolume } from "./container.ts";
import { label, mustDocker, until } from "./docker.ts";

/** The folder of a cluster, below the mount of its volume. */
export const pgdata = "/var/lib/postgresql/data/17";

/** Roles as a stack has them, the slot of a replica, and a database of the admin's. */
const roles = [
  "SET synchronous_commit = local",
  "CREATE ROLE rds_superuser NOLOGIN",
  "GRANT pg_monitor, pg_signal_backend, pg_checkpoint TO rds_superuser WITH ADMIN OPTION",
  "CREATE ROLE mcp_admin LOGIN CREATEDB CREATEROLE PASSWORD 'admin-secret' IN ROLE rds_superuser",
  "CREATE ROLE app LOGIN PASSWORD 'app-secret'",
  "CREATE ROLE rdsrepladmin LOGIN REPLICATION",
  "ALTER DATABASE postgres OWNER TO mcp_admin",
  "CREATE DATABASE shop OWNER mcp_admin",
  "GRANT CREATE ON DATABASE shop TO app",
  "SELECT pg_create_physical_replication_slot('replica_1', true)",
];

/** Passwords of the roles. */
export const passwords: Readonly<Record<string, string>> = { mcp_admin: "admin-secret", app: "app-secret" };

/** A primary with certificates and a configuration from outside, in a network of its own, for the running test. */
export class Cluster {
  readonly authority: Authority;
  readonly configuration: Configuration;
  readonly network: string;
  primary!: Container;

  private constructor(authority: Authority, configuration: Configuration, network: string) {
    this.authority = authority;
    this.configuration = configuration;
    this.network = network;
  }

  /** @param settings more lines of the primary's `postgresql.conf` @param options more of `docker run` */
  static async serving(settings: readonly string[] = [], options: readonly string[] = []): Promise<Cluster> {
    const authority = new Authority();
    const server = authority.sign("server", ["primary", "replica-1", "pgbouncer"]);
    const replicator = authority.sign("rdsrepladmin");
    const folder = (name: string, more: readonly string[] = []) => ({
      [`${name}/postgresql.conf`]: serverConf(name, more),
      [`${name}/pg_hba.conf`]: hba,
      [`${name}/server.crt`]: server.crt,
      [`${name}/server.key`]: server.key,
      [`${name}/ca.crt`]: authority.crt,
    });
    const configuration = await Configuration.of({
      ...folder("primary", settings),
      ...folder("replica-1"),
      "replica-1/replicator.crt": replicator.crt,
      "replica-1/replicator.key": replicator.key,
    });
    const network = await mustDocker(
      "network",
      "create",
      "--label",
      label,
      configuration.mount[1]?.split(":")[0] ?? "",
    );
    onTestFinished(async () => {
      await mustDocker("network", "rm", network);
    });
    const cluster = new Cluster(authority, configuration, network);
    await cluster.newPrimary(options);
    return cluster;
  }

  /** Starts a primary, with new data. */
  async newPrimary(options: readonly string[] = []): Promise<void> {
    this.primary = await Container.start(
      [
        ...this.in("primary"),
        ...["--env", "POSTGRES_USER=rdsadmin", "--env", "POSTGRES_DB=postgres"],
        ...["--env", "POSTGRES_PASSWORD=never asked for", "--env", `PGDATA=${pgdata}`],
        ...options,
      ],
      [
        "postgres",
        ...["-c", "config_file=/etc/pgstack/primary/postgresql.conf"],
        ...["-c", "hba_file=/etc/pgstack/primary/pg_hba.conf"],
      ],
    );
    await this.primary.serves();
    await superuser(this.primary, ...roles);
  }

  /** Starts a replica. @param volume of its data */
  replica(volume: string): Promise<Container> {
    return Container.start(
      [
        ...this.in("replica-1"),
        ...["--volume", `${volume}:/var/lib/postgresql/data`, "--env", `PGDATA=${pgdata}`],
        ...["--env", "PGSTACK_PRIMARY_HOST=primary", "--env", "PGSTACK_SLOT=replica_1"],
        ...["--env", "PGSTACK_NAME=replica-1"],
      ],
      ["run-replica.sh"],
    );
  }

  /** Starts a replica on new data, and waits until it follows. */
  async followingReplica(): Promise<Container> {
    const replica = await this.replica(await newVolume());
    await follows(replica);
    return replica;
  }

  /** Options of a container by that name in this network. */
  in(name: string): readonly string[] {
    return ["--network", this.network, "--network-alias", name, ...this.configuration.mount];
  }

  /** What SQL on the primary answers to a role over TCP, or the error. */
  async as(role: string, database: string, ...statements: string[]): Promise<string> {
    const target = `host=127.0.0.1 user=${role} dbname=${database} sslmode=require`;
    const psql = [
      "psql",
      "-XqAt",
      "-v",
      "ON_ERROR_STOP=1",
      target,
      ...statements.flatMap((text) => ["-c", text]),
    ];
    const { code, stdout, stderr } = await this.primary.exec(
      "env",
      `PGPASSWORD=${passwords[role] ?? ""}`,
      ...psql,
    );
    return (code === 0 ? stdout : stderr).trim();
  }
}

/** What SQL answers to the superuser by a server's socket. @throws Error when it fails */
export async function superuser(server: Container, ...statements: string[]): Promise<string> {
  const psql = ["psql", "-XqAt", "-v", "ON_ERROR_STOP=1", "-U", "rdsadmin", "-d", "postgres"];
  const { code, stdout, stderr } = await server.exec(...psql, ...statements.flatMap((text) => ["-c", text]));
  if (code !== 0) throw new Error(stderr);
  return stdout.trim();
}

/** Waits until a replica is healthy. @throws Error when its container ends instead */
export async function follows(replica: Container): Promise<void> {
  await until(`${replica.name} follows`, async () => {
    if (!(await replica.runs())) throw new Error(`${replica.name} ended: ${await replica.log()}`);
    return (await replica.exec("replica-health.sh")).code === 0;
  });
}
