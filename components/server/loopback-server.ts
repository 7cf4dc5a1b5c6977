import {
  ComponentResource,
  type ComponentResourceOptions,
  type Output,
  output,
  type Resource,
} from "@pulumi/pulumi";
import type { CredentialReference, TlsMode } from "../../db/connection-target.ts";
import type {
  AddressOutputs,
  ReaderOutputs,
  ServerCapabilities,
  ServerKindOutput,
} from "../../packages/client/stack-outputs.ts";
import { Provider } from "../../provider/resources/provider/resource.ts";
import { RunningServer } from "../../provider/resources/running-server/resource.ts";
import { ServerData } from "../../provider/resources/server-data/resource.ts";
import { type AdminPassword, adminPassword } from "./admin-password.ts";
import type { PostgresServer } from "./postgres-server.ts";

export interface LoopbackServerArgs {
  /** Stack it belongs to. */
  stack: string;
  /** PostgreSQL's major version, as far as it is known. */
  majorVersion: number;
  /** TCP port on 127.0.0.1. */
  port: number;
  /** Created when the database is declared; the server starts with `postgres`. */
  database: string;
  /** A superuser. A change is refused while there is data. */
  adminUser: string;
}

/** What a kind of server makes of itself. */
export interface MadeServer {
  /** Done when the server is started, and deleted with its data. */
  readonly server: Resource;
  /** Changes for an older copy of the same data, too. @default the data's own identifier */
  readonly identity?: Output<string>;
}

const host = "127.0.0.1";

/** A real PostgreSQL on this machine, for the loopback interface alone: what is the same for every kind of it. */
export abstract class LoopbackServer<Args extends LoopbackServerArgs>
  extends ComponentResource
  implements PostgresServer
{
  abstract readonly kind: ServerKindOutput;
  readonly majorVersion: number;
  readonly tls: TlsMode = "disable";
  readonly readerCount = 0;
  readonly limits: readonly string[] = [];
  readonly maxConnections = 4;
  readonly capabilities: ServerCapabilities = {
    loginsEnforced: true,
    superuser: true,
    replication: true,
    iam: false,
    preloadLibraries: true,
    concurrentSessions: true,
  };

  readonly address: Output<string> = output(host);
  readonly port: Output<number>;
  readonly database: Output<string>;
  readonly adminUser: Output<string>;
  readonly adminCredential: Output<CredentialReference>;
  readonly adminPassword: Output<string>;
  readonly caFile: Output<string | undefined> = output(undefined);
  readonly readers: readonly Output<ReaderOutputs>[] = [];
  readonly pooler: Output<AddressOutputs> | undefined = undefined;
  readonly systemIdentifier: Output<string>;
  readonly identity: Output<string>;
  readonly ready: Resource;

  constructor(type: string, name: string, args: Args, opts?: ComponentResourceOptions) {
    super(type, name, {}, opts);
    const { stack, port, database, adminUser } = args;
    const provider = new Provider(`${name}-process`, undefined, { parent: this });
    const admin = adminPassword(name, stack, { parent: this, provider });
    const { server, identity } = this.make(name, args, admin, provider);
    const running = new RunningServer(
      `${name}-running`,
      { host, port, database: "postgres", user: adminUser, credential: admin.credential, tls: this.tls },
      { parent: this, provider, dependsOn: server, deletedWith: server },
    );
    const { systemIdentifier } = running;
    const data = new ServerData(`${name}-data`, { systemIdentifier }, { parent: this, provider });

    this.majorVersion = args.majorVersion;
    this.port = output(port);
    this.database = output(database);
    this.adminUser = output(adminUser);
    this.adminCredential = admin.credential;
    this.adminPassword = admin.password;
    this.systemIdentifier = systemIdentifier;
    this.identity = identity ?? data.systemIdentifier;
    this.ready = data;
    this.registerOutputs({ address: this.address, port: this.port, systemIdentifier });
  }

  /** Makes the server's own resources, children of this one. Called by the constructor: it may not use fields. */
  protected abstract make(name: string, args: Args, admin: AdminPassword, process: Provider): MadeServer;
}
