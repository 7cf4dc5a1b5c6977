/**
 * What a pgstack stack tells other programs: the contract between the stack and whoever consumes it, by
 * `pulumi stack output --json`, a `StackReference` or a file. `contractVersion` grows when a field changes its meaning or
 * goes; new fields come without a new version.
 */
export interface StackOutputs {
  readonly contractVersion: 1;
  readonly server: ServerOutputs;
  /** Host name or address of the primary. */
  readonly host: string;
  readonly port: number;
  readonly database: string;
  /** How a client has to connect: `verify-full` with the CA bundle, or `disable` on the loopback interface. */
  readonly tls: "disable" | "verify-full";
  /** Who administers the server; the password is not in the outputs. */
  readonly admin: AdminOutputs;
  /** Roles by name. */
  readonly roles: Readonly<Record<string, RoleOutputs>>;
  /** Connection URLs by role, of roles that log in. Secret: each holds its role's password. */
  readonly urls: Readonly<Record<string, string>>;
  /** Servers that only read; empty when there are none. */
  readonly readers: readonly ReaderOutputs[];
  readonly schemas: readonly string[];
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

/** A server that only reads. */
export interface ReaderOutputs {
  readonly host: string;
  readonly port: number;
}
