/**
 * What a pgstack stack tells other programs: the contract between the stack and whoever consumes it, by
 * `pulumi stack output --json`, a `StackReference` or a file. `contractVersion` grows when a field changes its meaning or
 * goes; new fields come without a new version.
 */
export interface StackOutputs {
  readonly contractVersion: 1;
  readonly server: ServerOutputs;
  /** Where applications connect: the primary, or the connection pooler before it. */
  readonly host: string;
  readonly port: number;
  readonly database: string;
  /** How a client has to connect: `verify-full` with the CA bundle, or `disable` on the loopback interface. */
  readonly tls: "disable" | "verify-full";
  /** File with the certificates to trust, relative to the project or absolute. Absent where the system's do, or without TLS. */
  readonly caFile?: string;
  /**
   * The primary itself, for what needs a session of its own: migrations, LISTEN, advisory locks, SET. The same as `host`
   * and `port` where there is no pooler.
   */
  readonly direct: AddressOutputs;
  /** The connection pooler behind `host` and `port`; absent where there is none. */
  readonly pooler?: PoolerOutputs;
  /** Who administers the server; the password is not in the outputs. */
  readonly admin: AdminOutputs;
  /** Roles by name. */
  readonly roles: Readonly<Record<string, RoleOutputs>>;
  /** Connection URLs by role, of roles that log in. Secret: each holds its role's password. */
  readonly urls: Readonly<Record<string, string>>;
  /** Servers that only read; empty when there are none. */
  readonly readers: readonly ReaderOutputs[];
  readonly schemas: readonly string[];
  /**
   * Settings that sessions of roles begin with because they were measured, such as `hnsw.ef_search`, by role and parameter. Absent
   * where nothing is.
   */
  readonly foundSettings?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Of a server in AWS; absent of those on this machine. */
  readonly aws?: AwsOutputs;
}

/** What is around a server in AWS, for programs that use it there. */
export interface AwsOutputs {
  readonly region: string;
  /** AWS's own identifier of the instance or cluster, which policies of IAM logins name. */
  readonly resourceId: string;
  /** Secret with the administrator's password. */
  readonly adminSecretArn: string;
  /** Members of this security group may connect. */
  readonly clientSecurityGroupId: string;
  /** Topic of alarms that call somebody. */
  readonly alarmTopicArn: string;
  /** Topic of what can wait for the morning. */
  readonly ticketTopicArn: string;
  /** Policies that let a role log in by IAM, by server and role. Absent where no role does. */
  readonly connectPolicyArns?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The machine for port forwarding, and the command that does it; absent where there is none. */
  readonly bastion?: { readonly instanceId: string; readonly forwardCommand: string };
  /** Roles that GitHub's workflows take; absent where no repository is named. */
  readonly deployment?: {
    readonly previewRoleArn: string;
    readonly driftRoleArn: string;
    readonly deployRoleArn: string;
  };
}

/** Kinds of servers a stack can run on. */
export type ServerKindOutput = "embedded" | "native" | "docker" | "rds" | "aurora";

/** The server behind the address. */
export interface ServerOutputs {
  readonly kind: ServerKindOutput;
  /** Why this kind was taken, for people. */
  readonly reason: string;
  /** PostgreSQL's major version. */
  readonly majorVersion: number;
  /** PostgreSQL's own identifier of the data: another one is another, empty database. */
  readonly systemIdentifier: string;
  readonly capabilities: ServerCapabilities;
  /** What this kind of server cannot do that production can, a sentence each; empty where there is nothing. */
  readonly limits: readonly string[];
}

/** What a server can do that others cannot. */
export interface ServerCapabilities {
  /** Passwords are checked, and a session cannot leave its role. */
  readonly loginsEnforced: boolean;
  /** The administrator is a superuser. */
  readonly superuser: boolean;
  /** Streaming replicas can be attached. */
  readonly replication: boolean;
  /** Roles can log in with AWS IAM tokens. */
  readonly iam: boolean;
  /** `shared_preload_libraries` can be set. */
  readonly preloadLibraries: boolean;
  /** It runs SQL jobs by itself: it has pg_cron, and the administrator may schedule them. */
  readonly scheduledJobs: boolean;
  /** Sessions run side by side and do not see each other's state. */
  readonly concurrentSessions: boolean;
}

/** The administrator: makes what is declared, and is nobody an application connects as. */
export interface AdminOutputs {
  readonly user: string;
  /** Where the password is found: `file:<path>` relative to the project, or the ARN of a secret. */
  readonly credential: `file:${string}` | `arn:${string}`;
}

/** A role, as its users need to know it. */
export interface RoleOutputs {
  readonly login: boolean;
  /** What it is for. */
  readonly comment: string;
}

/** Where a server answers. */
export interface AddressOutputs {
  readonly host: string;
  readonly port: number;
}

/** A server that only reads: a streaming replica. */
export interface ReaderOutputs extends AddressOutputs {
  /** Its name, which is its `application_name` at the primary, e.g. `replica-1`. */
  readonly name: string;
  /** Whether the primary's commits wait for it. */
  readonly synchronous: boolean;
}

/** What stands between applications and the primary. */
export interface PoolerOutputs {
  readonly kind: "pgbouncer" | "rds-proxy";
  /** `transaction`: a session keeps nothing from one transaction to the next, but prepared statements. */
  readonly mode: "transaction";
}
