/** A native server to be started. Nothing in it is secret. */
export interface NativeConfig {
  /** Folder of PostgreSQL's programs. Absolute. */
  readonly bin: string;
  /** Folder of its process: what it was started with, its log. Absolute. */
  readonly runFolder: string;
  /** Folder of its data, and of nothing else. Absolute. */
  readonly dataFolder: string;
  /** Folder of the socket by which the superuser is reached, and nobody else's. Absolute. */
  readonly socketFolder: string;
  /** TCP port on 127.0.0.1, where alone it listens. */
  readonly port: number;
  /** Parameters read at the start alone: name -> value as in postgresql.conf. */
  readonly staticParameters: Readonly<Record<string, string>>;
  /** Parameters read at any time. */
  readonly dynamicParameters: Readonly<Record<string, string>>;
  /** Lines of `pg_hba.conf`. */
  readonly hostRules: readonly string[];
  /** Folder of certificates and keys. Absolute. */
  readonly tlsFolder: string;
  /** Files of it that the server is given. */
  readonly tlsFiles: readonly string[];
  /** What makes it a standby. @default a primary */
  readonly standby?: Standby;
}

/** Whom a standby follows, and how. */
export interface Standby {
  /** Its `application_name` at the primary: `replica-1`. */
  readonly name: string;
  /** Its replication slot there: `replica_1`. */
  readonly slot: string;
  readonly primaryPort: number;
  /** Of the primary. */
  readonly primarySocketFolder: string;
  /** The primary's identity: with another one, its data is cloned anew. */
  readonly primaryIdentity: string;
}

/** It listens on the loopback interface only. */
export const host = "127.0.0.1";
