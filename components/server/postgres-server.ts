import type { Output, Resource } from "@pulumi/pulumi";
import type { CredentialReference, TlsMode } from "../../db/connection-target.ts";
import type {
  AddressOutputs,
  ReaderOutputs,
  ServerCapabilities,
  ServerKindOutput,
} from "../../packages/client/stack-outputs.ts";

/**
 * A PostgreSQL server, whatever it is made of: the one seam between what differs by environment and what is the same in
 * all. A new kind of server is a component in this folder that implements this interface, and a line in `stacks/`.
 *
 * The first part is plain values, known while the program runs, because they decide which resources exist; the second
 * part is known once the server is there.
 */
export interface PostgresServer {
  readonly kind: ServerKindOutput;
  readonly majorVersion: number;
  readonly capabilities: ServerCapabilities;
  readonly tls: TlsMode;
  /** What it cannot do that production can, a sentence each: said once, to people. */
  readonly limits: readonly string[];
  /** How many servers there are that only read. */
  readonly readerCount: number;
  /** Connections that one program may hold open; 1 where connections share a session. */
  readonly maxConnections: number;

  /** Host name or address, without the port. */
  readonly address: Output<string>;
  readonly port: Output<number>;
  /** The database that everything declared goes into. */
  readonly database: Output<string>;
  /** The role that makes what is declared. */
  readonly adminUser: Output<string>;
  /** Where the administrator's password is found: resolved at each connection, so that a rotation is no change. */
  readonly adminCredential: Output<CredentialReference>;
  /**
   * The password itself, a secret, for providers that take no reference. `undefined` on a server where none of them is
   * used (`capabilities.concurrentSessions` is false), and where it is a secret in AWS, whose rotation must be no change: they
   * find it in a file then.
   */
  readonly adminPassword: Output<string> | undefined;
  /** File with the certificates to trust; `undefined` where the system's do, or without TLS. */
  readonly caFile: Output<string | undefined>;
  /** Servers that only read, `readerCount` of them. */
  readonly readers: readonly Output<ReaderOutputs>[];
  /** Where applications connect in place of `address` and `port`; `undefined` without a connection pooler. */
  readonly pooler: Output<AddressOutputs> | undefined;
  /** PostgreSQL's own identifier of the data (`pg_control_system()`). */
  readonly systemIdentifier: Output<string>;
  /**
   * Changes whenever the data may not be what this program left: an empty volume, a restored one, another server. What is
   * declared on the server is then made again or adopted.
   */
  readonly identity: Output<string>;
  /** What everything inside depends on, and goes with when it is deleted. */
  readonly ready: Resource;
}
