import {
  ComponentResource,
  type ComponentResourceOptions,
  type Output,
  output,
  type Resource,
} from "@pulumi/pulumi";
import type { CredentialReference, TlsMode } from "../../db/connection-target.ts";
import type { ReaderOutputs, ServerCapabilities } from "../../packages/client/stack-outputs.ts";
import { EmbeddedServer } from "../../provider/resources/embedded-server/resource.ts";
import { Provider } from "../../provider/resources/provider/resource.ts";
import type { PostgresServer } from "./postgres-server.ts";

export interface EmbeddedPostgresArgs {
  /** Stack it belongs to: names its folders. */
  stack: string;
  /** TCP port on 127.0.0.1. A change restarts the server. */
  port: number;
  /** Folder of its data, relative to the project or absolute. A change is refused while there is data. */
  dataFolder: string;
  /** A change is refused while there is data. */
  database: string;
  /** A change is refused while there is data. */
  adminUser: string;
  /** Memory given to the server, in bytes. A change restarts it. */
  memory: number;
}

/**
 * PostgreSQL with pgvector, compiled to WebAssembly, in a process in the background: runs wherever Node does, with
 * nothing to install. All its connections share one session, so they take turns.
 */
export class EmbeddedPostgres extends ComponentResource implements PostgresServer {
  readonly kind = "embedded";
  /** PGlite 0.5 is PostgreSQL 18; owned by the version of `@electric-sql/pglite` in package.json. */
  readonly majorVersion = 18;
  readonly tls: TlsMode = "disable";
  readonly readerCount = 0;
  readonly limits = [
    "All connections share one session: a transaction that is open blocks everybody, and SET ROLE, advisory locks and temporary names are seen by all.",
    "Its administrator is a superuser: what RDS refuses is not refused here.",
    "There are no TLS, replicas, connection pooler, pg_cron, pgAudit and parameters; it is PostgreSQL 18.",
  ];
  readonly maxConnections = 1;
  readonly capabilities: ServerCapabilities = {
    loginsEnforced: true,
    superuser: true,
    replication: false,
    iam: false,
    preloadLibraries: false,
    scheduledJobs: false,
    concurrentSessions: false,
  };

  readonly address: Output<string>;
  readonly port: Output<number>;
  readonly database: Output<string>;
  readonly adminUser: Output<string>;
  readonly adminCredential: Output<CredentialReference>;
  readonly adminPassword = undefined;
  readonly caFile: Output<string | undefined> = output(undefined);
  readonly readers: readonly Output<ReaderOutputs>[] = [];
  readonly pooler = undefined;
  readonly systemIdentifier: Output<string>;
  readonly identity: Output<string>;
  readonly ready: Resource;

  constructor(name: string, args: EmbeddedPostgresArgs, opts?: ComponentResourceOptions) {
    super("pgstack:index:EmbeddedPostgres", name, {}, opts);
    const provider = new Provider(`${name}-process`, undefined, { parent: this });
    const server = new EmbeddedServer(name, { ...args }, { parent: this, provider });
    this.address = server.address;
    this.port = server.port;
    this.database = server.database;
    this.adminUser = server.adminUser;
    this.adminCredential = server.adminCredential;
    this.systemIdentifier = server.systemIdentifier;
    this.identity = server.identity;
    this.ready = server;
    this.registerOutputs({ address: this.address, port: this.port, systemIdentifier: this.systemIdentifier });
  }
}
