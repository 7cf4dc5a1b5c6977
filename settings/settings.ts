import type { ProductionSettings } from "./production/production-settings.ts";
import type { Profile } from "./profile.ts";

export type { Profile } from "./profile.ts";

/** Which environment a stack is: it decides which server kinds and defaults are allowed. */
export type Environment = "dev" | "prod";

/** A server the program can declare in this version. `auto` is resolved before the program sees it. */
export type ServerKind = "docker" | "native" | "embedded";

/** What a user may write for `pgstack:server`. */
export type ServerChoice = "auto" | ServerKind;

/**
 * Everything the stack's configuration decides, validated. Made by `settings/read.ts` and by nothing else; the rest
 * of the program never reads raw configuration.
 */
export interface Settings {
  /** Name of the Pulumi stack, e.g. `dev`. */
  readonly stack: string;
  /** `prod` for the stack named `prod`, `dev` for every other. */
  readonly environment: Environment;
  /** What stack prod is decided by beside the rest of these; `undefined` in development. */
  readonly production: ProductionSettings | undefined;
  /** The server to declare; `auto` takes the first kind that works on this machine. @default "auto" */
  readonly server: ServerChoice;
  /**
   * Image of the Docker server: `own`, built from `images/postgres`, or the name of one that keeps the official
   * PostgreSQL image's conventions. A change replaces the container and keeps the data. @default "own"
   */
  readonly image: string;
  /** Folder of the programs of the native server, or `auto`: the newest on this machine that will do. @default "auto" */
  readonly postgresBin: string;
  /** TCP port on 127.0.0.1, 1024 to 65535, or `auto`: a free one, chosen once and remembered. @default "auto" */
  readonly port: number | "auto";
  /**
   * Folder of the server's data, relative to the project or absolute; each stack has its own below it. Fixed while the
   * server holds data.
   * @default ".pgstack/data"
   */
  readonly dataFolder: string;
  /** Memory given to the server, in bytes, and its limit in Docker. A change restarts the server. @default 512 MiB */
  readonly memory: number;
  /** Cores given to the server, and its limit in Docker; `auto`: all there are. A change restarts it. @default "auto" */
  readonly cpus: number | "auto";
  /** Storage the server may fill, in bytes: bounds its WAL, and `doctor` watches it. A change reloads. @default 20 GiB */
  readonly storage: number;
  /** How the server's parameters are computed from memory, cores and storage. A change may restart it. @default "laptop" */
  readonly profile: Profile;
  /** Streaming replicas beside the primary, 0 to 5: servers that only read. @default 0 */
  readonly replicas: number;
  /** Whether a commit waits until a replica has it on disk. Needs a replica. A change reloads. @default false */
  readonly synchronousReplication: boolean;
  /** Whether applications connect through PgBouncer, in transaction mode. Changes the outputs' port. @default false */
  readonly pgbouncer: boolean;
  /** How far back the server's log is meant to reach, in days. @default 7 */
  readonly logRetention: number;
  /** Whether the limits of the lab hold: see `settings/guardrails.ts`. @default true in dev, false in prod */
  readonly guardrails: boolean;
  /** Name of the database. Fixed while the server holds data. @default "mcp_db" */
  readonly database: string;
  /** The administrator the program connects as. Fixed while the server holds data. @default "mcp_admin" */
  readonly adminUser: string;
  /** Dimensions of `rag.conversation_chunks.embedding`, 1 to 2,000 (pgvector's limit for an HNSW index). Fixed once applied. @default 384 */
  readonly embeddingDimensions: number;
  /**
   * Indexes built at the same time, on different tables, 1 to 16. Together they take no more memory than
   * `shared_buffers`: with more builds each may get less than `maintenance_work_mem`. @default 2
   */
  readonly indexBuilds: number;
  /** Adds the two indexes on order_items' foreign keys that the demo leaves out on purpose. @default false */
  readonly foreignKeyIndexes: boolean;
  /** The demo data of schema commerce, or `undefined` for none. */
  readonly demoData: DemoDataSettings | undefined;
}

/** How much demo data, and which. */
export interface DemoDataSettings {
  /** Multiplies the about 40,000 rows, 1 to 1,000. @default 1 */
  readonly scale: number;
  /** Seed of the generator: the same seed and scale give the same rows. @default 42 */
  readonly seed: number;
}
