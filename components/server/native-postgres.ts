import type { ComponentResourceOptions, Resource } from "@pulumi/pulumi";
import { hostRules } from "../../configuration/host-rules.ts";
import { standbyParameters } from "../../configuration/standby-parameters.ts";
import { NativeReplica } from "../../provider/resources/native-replica/resource.ts";
import { type NativeArgs, NativeServer } from "../../provider/resources/native-server/resource.ts";
import { Replication } from "../../provider/resources/replication/resource.ts";
import { slotOf } from "./docker/streaming-replica.ts";
import {
  type AroundServer,
  type Foundation,
  LoopbackServer,
  type LoopbackServerArgs,
  type MadeServer,
} from "./loopback-server.ts";

/** A change of the port restarts the server. */
export interface NativePostgresArgs extends LoopbackServerArgs {
  /** Folder of PostgreSQL's programs. Another major version is refused while there is data; a minor one restarts. */
  bin: string;
  /** Folder of its data, relative to the project or absolute. A change is refused while there is data. */
  dataFolder: string;
  /** Folder of the socket that its superuser is reached by, absolute. A change restarts the server. */
  socketFolder: string;
  /** Standbys, each with its data in a folder beside the server's. */
  replicas: readonly { readonly name: string; readonly port: number; readonly socketFolder: string }[];
  /** Extensions that its PostgreSQL has, and RDS's master may create, but only a superuser here. */
  untrusted: readonly string[];
}

/** PostgreSQL from programs of this machine, run by an ordinary user, with its data in a folder; replicas beside it. */
export class NativePostgres extends LoopbackServer<NativePostgresArgs> {
  readonly kind = "native";

  constructor(name: string, args: NativePostgresArgs, opts?: ComponentResourceOptions) {
    super("pgstack:index:NativePostgres", name, args, opts);
  }

  protected hosts(): string[] {
    return [];
  }

  protected override limitsOf({ untrusted }: NativePostgresArgs): readonly string[] {
    return [
      "the native server has no PgBouncer",
      "its memory and CPU are not limited: the parameters alone keep it within bounds",
      ...(untrusted.length === 0
        ? []
        : [
            `extensions that its PostgreSQL does not mark as trusted cannot be created, though RDS's administrator may: ${untrusted.join(", ")}; pgvector is there from the start`,
          ]),
    ];
  }

  protected override schedulesJobs(args: NativePostgresArgs): boolean {
    return super.schedulesJobs(args) && !args.untrusted.includes("pg_cron");
  }

  protected make(name: string, args: NativePostgresArgs, foundation: Foundation): MadeServer {
    const server = new NativeServer(
      name,
      {
        ...shared(args, foundation),
        port: args.port,
        socketFolder: args.socketFolder,
        tlsFiles: ["ca.crt", "server.crt", "server.key"],
      },
      { parent: this, provider: foundation.process },
    );
    return {
      server,
      superuser: superuserOf(args),
      identity: server.identity,
      around: (needs) => around(name, args, foundation, { needs, server, parent: this }),
    };
  }
}

/** What is the same for the server and its replicas. */
function shared({ stack, bin, dataFolder, parameters }: NativePostgresArgs, foundation: Foundation) {
  return {
    stack,
    bin,
    dataFolder,
    ...parameters,
    hostRules: hostRules.map(onLoopback),
    tlsFolder: foundation.tlsFolder,
    tlsFingerprint: foundation.certificates.fingerprint,
  } satisfies Partial<NativeArgs>;
}

/** A rule for every address, for the one it listens on. */
function onLoopback(rule: string): string {
  return rule.replace(/^(host\w*\s+\S+\s+\S+\s+)all\b/, "$1127.0.0.1/32");
}

function superuserOf({ bin, socketFolder, port }: NativePostgresArgs) {
  return `socket:${bin}|${socketFolder}|${port}` as const;
}

/** Replicas: there is no PgBouncer. */
function around(
  name: string,
  args: NativePostgresArgs,
  foundation: Foundation,
  { needs, server, parent }: { needs: readonly Resource[]; server: NativeServer; parent: Resource },
): AroundServer {
  const own = { parent, provider: foundation.process };
  const { replicas, synchronous } = args;
  const replication = new Replication(
    `${name}-replication`,
    { superuser: superuserOf(args), slots: replicas.map((replica) => slotOf(replica.name)) },
    { ...own, dependsOn: [...needs], deletedWith: server },
  );
  const standbys = replicas.map((replica) => {
    const { port, socketFolder } = replica;
    const standby = new NativeReplica(
      `${name}-${replica.name}`,
      {
        ...shared(args, foundation),
        staticParameters: standbyParameters(args.parameters.staticParameters),
        port,
        socketFolder,
        tlsFiles: ["ca.crt", "server.crt", "server.key", "replicator.crt", "replicator.key"],
        replica: replica.name,
        slot: slotOf(replica.name),
        primaryPort: server.port,
        primarySocketFolder: args.socketFolder,
        primaryIdentity: server.identity,
      },
      { ...own, dependsOn: replication },
    );
    return { standby, reader: { host: "127.0.0.1", port, name: replica.name, synchronous } };
  });
  return {
    readers: standbys.map(({ standby, reader }) => standby.status.apply(() => reader)),
    pooler: undefined,
    needs: [replication, ...standbys.map(({ standby }) => standby)],
  };
}
