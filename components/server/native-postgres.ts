import {
  ComponentResource,
  type ComponentResourceOptions,
  type Output,
  output,
  type Resource,
} from "@pulumi/pulumi";
import type { CredentialReference, TlsMode } from "../../db/connection-target.ts";
import type { ReaderOutputs, ServerCapabilities } from "../../packages/client/stack-outputs.ts";
import { NativeServer } from "../../provider/resources/native-server/resource.ts";
import { Provider } from "../../provider/resources/provider/resource.ts";
import { RunningServer } from "../../provider/resources/running-server/resource.ts";
import { ServerData } from "../../provider/resources/server-data/resource.ts";
import { adminPassword } from "./admin-password.ts";
import type { PostgresServer } from "./postgres-server.ts";

export interface NativePostgresArgs {
  /** Stack it belongs to: names its folders. */
  stack: string;
  /** Folder of PostgreSQL's programs. Another major version is refused while there is data; a minor one restarts. */
  bin: string;
  /** PostgreSQL's major version there. */
  majorVersion: number;
  /** TCP port on 127.0.0.1. A change restarts the server. */
  port: number;
  /** Folder of its data, relative to the project or absolute. A change is refused while there is data. */
  dataFolder: string;
  /** Created when the database is declared; the server starts with `postgres`. */
  database: string;
  /** A superuser. A change is refused while there is data. */
  adminUser: string;
  /** Memory given to the server, in bytes. A change restarts it. */
  memory: number;
}

/** PostgreSQL from programs of this machine, run by an ordinary user, with its data in a folder. */
export class NativePostgres extends ComponentResource implements PostgresServer {
  readonly kind = "native";
  readonly majorVersion: number;
  readonly tls: TlsMode = "disable";
  readonly readerCount = 0;
  readonly maxConnections = 4;
  readonly capabilities: ServerCapabilities = {
    loginsEnforced: true,
    superuser: true,
    replication: true,
    iam: false,
    preloadLibraries: true,
    concurrentSessions: true,
  };

  readonly address: Output<string>;
  readonly port: Output<number>;
  readonly database: Output<string>;
  readonly adminUser: Output<string>;
  readonly adminCredential: Output<CredentialReference>;
  readonly adminPassword: Output<string>;
  readonly caFile: Output<string | undefined> = output(undefined);
  readonly readers: readonly Output<ReaderOutputs>[] = [];
  readonly systemIdentifier: Output<string>;
  readonly identity: Output<string>;
  readonly ready: Resource;

  constructor(name: string, args: NativePostgresArgs, opts?: ComponentResourceOptions) {
    super("pgstack:index:NativePostgres", name, {}, opts);
    const { stack, bin, port, dataFolder, adminUser, memory } = args;
    this.majorVersion = args.majorVersion;
    const provider = new Provider(`${name}-process`, undefined, { parent: this });
    const admin = adminPassword(name, stack, { parent: this, provider });
    const server = new NativeServer(
      name,
      { stack, bin, port, dataFolder, adminUser, memory, passwordFile: admin.file },
      { parent: this, provider },
    );
    const running = new RunningServer(
      `${name}-running`,
      {
        host: server.address,
        port,
        database: "postgres",
        user: adminUser,
        credential: admin.credential,
        tls: this.tls,
      },
      { parent: this, provider, dependsOn: server, deletedWith: server },
    );
    const { systemIdentifier } = running;
    const data = new ServerData(`${name}-data`, { systemIdentifier }, { parent: this, provider });
    this.address = server.address;
    this.port = output(port);
    this.database = output(args.database);
    this.adminUser = output(adminUser);
    this.adminCredential = admin.credential;
    this.adminPassword = admin.password;
    this.systemIdentifier = systemIdentifier;
    // Changes for an older copy of the same data, too.
    this.identity = server.identity;
    this.ready = data;
    this.registerOutputs({ address: this.address, port: this.port, systemIdentifier: this.systemIdentifier });
  }
}
