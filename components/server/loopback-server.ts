import {
  ComponentResource,
  type ComponentResourceOptions,
  type Output,
  output,
  type Resource,
} from "@pulumi/pulumi";
import type { CredentialReference, TlsMode } from "../../db/connection-target.ts";
import type { SuperuserReference } from "../../db/superuser/superuser-reference.ts";
import { poolerRole, replicator } from "../../model/service-roles.ts";
import type {
  AddressOutputs,
  ReaderOutputs,
  ServerCapabilities,
  ServerKindOutput,
} from "../../packages/client/stack-outputs.ts";
import { AdminRole } from "../../provider/resources/admin-role/resource.ts";
import { Certificates } from "../../provider/resources/certificates/resource.ts";
import { Provider } from "../../provider/resources/provider/resource.ts";
import { RunningServer } from "../../provider/resources/running-server/resource.ts";
import { ServerData } from "../../provider/resources/server-data/resource.ts";
import { adminPassword } from "./admin-password.ts";
import type { ParameterMaps } from "./parameter-maps.ts";
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
  /** The administrator: what `rds_superuser` is on RDS, and no superuser. A change is refused while there is data. */
  adminUser: string;
  /** What the server is configured with. */
  parameters: ParameterMaps;
  /** Standbys to stream to, each on a port of its own. */
  replicas: readonly { readonly name: string; readonly port: number }[];
  /** Whether a commit waits for a replica. */
  synchronous: boolean;
  /** The identity of data by the system identifier of its copies, which an upgrade has made. @default none */
  copies?: Readonly<Record<string, string>> | undefined;
  /** How often passwords and certificates were made anew. */
  rotations: { readonly passwords: number; readonly certificates: number };
}

/** What a server is built on. */
export interface Foundation {
  /** Our plug-in, without a connection. */
  readonly process: Provider;
  readonly certificates: Certificates;
  /** Folder of certificates and keys, relative to the project. */
  readonly tlsFolder: string;
}

/** What a kind of server makes of itself. */
export interface MadeServer {
  /** Done when the server is started, and deleted with its data. */
  readonly server: Resource;
  /** How its true superuser is reached. */
  readonly superuser: SuperuserReference;
  /** Changes for an older copy of the same data, too. @default the data's own identifier */
  readonly identity?: Output<string>;
  /** Makes what stands beside it, once its roles are there. */
  readonly around: (needs: readonly Resource[]) => AroundServer;
}

/** What stands beside the primary. */
export interface AroundServer {
  readonly readers: readonly Output<ReaderOutputs>[];
  readonly pooler: Output<AddressOutputs> | undefined;
  /** What must be there before anything declared is made: a commit may wait for it. */
  readonly needs: readonly Resource[];
}

const host = "127.0.0.1";

/** A real PostgreSQL on this machine, for the loopback interface alone: what is the same for every kind of it. */
export abstract class LoopbackServer<Args extends LoopbackServerArgs>
  extends ComponentResource
  implements PostgresServer
{
  abstract readonly kind: ServerKindOutput;
  readonly majorVersion: number;
  readonly tls: TlsMode = "verify-full";
  readonly limits: readonly string[];
  readonly readerCount: number;
  readonly maxConnections = 4;
  readonly capabilities: ServerCapabilities;

  readonly address: Output<string> = output(host);
  readonly port: Output<number>;
  readonly database: Output<string>;
  readonly adminUser: Output<string>;
  readonly adminCredential: Output<CredentialReference>;
  readonly adminPassword: Output<string>;
  readonly caFile: Output<string | undefined>;
  readonly readers: readonly Output<ReaderOutputs>[];
  readonly pooler: Output<AddressOutputs> | undefined;
  readonly systemIdentifier: Output<string>;
  readonly identity: Output<string>;
  readonly ready: Resource;

  constructor(type: string, name: string, args: Args, opts?: ComponentResourceOptions) {
    super(type, name, {}, opts);
    const { stack, port, database, adminUser, rotations, copies } = args;
    const process = new Provider(`${name}-process`, undefined, { parent: this });
    const own = { parent: this, provider: process };
    const admin = adminPassword(name, stack, rotations.passwords, own);
    const tlsFolder = `.pgstack/stacks/${stack}/tls`;
    const certificates = new Certificates(
      `${name}-certificates`,
      {
        folder: tlsFolder,
        hosts: ["localhost", host, "::1", ...this.hosts(args)],
        clients: { replicator, pgbouncer: poolerRole },
        version: rotations.certificates,
      },
      own,
    );
    const made = this.make(name, args, { process, certificates, tlsFolder });
    const onServer = { ...own, dependsOn: made.server, deletedWith: made.server };
    const role = new AdminRole(
      `${name}-admin`,
      {
        superuser: made.superuser,
        name: adminUser,
        credential: admin.credential,
        version: rotations.passwords,
      },
      onServer,
    );
    const { credential } = admin;
    const { caFile } = certificates;
    const running = new RunningServer(
      `${name}-running`,
      { host, port, database: "postgres", user: adminUser, credential, tls: this.tls, caFile, copies },
      { ...onServer, dependsOn: role },
    );
    const { systemIdentifier } = running;
    const around = made.around([role]);
    const data = new ServerData(
      `${name}-data`,
      { systemIdentifier },
      { ...own, dependsOn: [...around.needs] },
    );

    this.majorVersion = args.majorVersion;
    this.capabilities = {
      loginsEnforced: true,
      superuser: false,
      replication: true,
      iam: false,
      preloadLibraries: true,
      scheduledJobs: this.schedulesJobs(args),
      concurrentSessions: true,
    };
    this.limits = this.limitsOf(args);
    this.readerCount = args.replicas.length;
    this.port = output(port);
    this.database = output(database);
    this.adminUser = output(adminUser);
    this.adminCredential = credential;
    this.adminPassword = admin.password;
    this.caFile = caFile;
    this.readers = around.readers;
    this.pooler = around.pooler;
    this.systemIdentifier = systemIdentifier;
    this.identity = made.identity ?? data.systemIdentifier;
    this.ready = data;
    this.registerOutputs({ address: this.address, port: this.port, systemIdentifier });
  }

  /** Names that its certificate is for, beside those of this machine. Called by the constructor: it may not use fields. */
  protected abstract hosts(args: Args): string[];

  /** What it cannot do that production can, a sentence each. Called by the constructor. */
  protected limitsOf(_args: Args): readonly string[] {
    return [];
  }

  /** Whether it has pg_cron, and lets its administrator create the extension. Called by the constructor. */
  protected schedulesJobs({ parameters }: Args): boolean {
    return /\bpg_cron\b/.test(parameters.staticParameters.shared_preload_libraries ?? "");
  }

  /** Makes the server's own resources, children of this one. Called by the constructor: it may not use fields. */
  protected abstract make(name: string, args: Args, foundation: Foundation): MadeServer;
}
