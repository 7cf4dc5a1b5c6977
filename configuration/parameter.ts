/** What a parameter is about; in the order they are shown. */
export const parameterGroups = [
  "memory",
  "connections",
  "WAL",
  "parallel work",
  "planner",
  "autovacuum",
  "logging",
  "replication",
  "libraries",
] as const;

export type ParameterGroup = (typeof parameterGroups)[number];

/** A setting of the stack that decides values of parameters. */
export type DecidingSetting =
  | "memory"
  | "cpus"
  | "storage"
  | "profile"
  | "replicas"
  | "synchronousReplication"
  | "image";

/** One parameter of a server, with the reason for its value. */
export interface Parameter {
  /** PostgreSQL's name for it, e.g. `shared_buffers`. */
  readonly name: string;
  readonly group: ParameterGroup;
  /** As `SHOW` prints it, and as postgresql.conf takes it without its quotes: `4GB`, `on`, `1s`. */
  readonly value: string;
  /** What a running server needs to take another value. */
  readonly change: "reload" | "restart";
  /** Why it has this value, with the arithmetic: a sentence without capital and period. */
  readonly why: string;
  /** Settings that would change the value; none where it is the same for every server. */
  readonly changedBy: readonly DecidingSetting[];
}
