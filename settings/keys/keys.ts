import { adminUser } from "./admin-user.ts";
import { booleanKey } from "./boolean-key.ts";
import { cpus } from "./cpus.ts";
import { dataFolder } from "./data-folder.ts";
import { database } from "./database.ts";
import { image } from "./image.ts";
import { integerKey } from "./integer-key.ts";
import { memory } from "./memory.ts";
import { port } from "./port.ts";
import { postgresBin } from "./postgres-bin.ts";
import { profile } from "./profile.ts";
import { server } from "./server.ts";
import { sizeKey } from "./size-key.ts";

/** Every key of a stack for development. Pulumi.yaml declares them to the engine, with a description of each. */
export const keys = {
  server,
  image,
  postgresBin,
  port,
  dataFolder,
  memory,
  cpus,
  /** gp3 and Docker's own file systems go further; a size above is a slip of the pen. */
  storage: sizeKey("storage", {
    min: 1024 ** 3,
    max: 16 * 1024 ** 4,
    default: "20GB",
    such: "20GB or 100GB",
  }),
  profile,
  replicas: integerKey("replicas", { min: 0, max: 5, default: "0" }),
  synchronousReplication: booleanKey("synchronousReplication", { default: "false" }),
  pgbouncer: booleanKey("pgbouncer", { default: "false" }),
  logRetention: integerKey("logRetention", { min: 1, max: 3650, default: "7" }),
  guardrails: booleanKey("guardrails", { default: "true" }),
  database,
  adminUser,
  /** pgvector builds an HNSW index on at most 2,000 dimensions. */
  embeddingDimensions: integerKey("embeddingDimensions", { min: 1, max: 2000, default: "384" }),
  indexBuilds: integerKey("indexBuilds", { min: 1, max: 16, default: "2" }),
  foreignKeyIndexes: booleanKey("foreignKeyIndexes", { default: "false" }),
  demoData: booleanKey("demoData", { default: "false" }),
  demoScale: integerKey("demoScale", { min: 1, max: 1000, default: "1" }),
  demoSeed: integerKey("demoSeed", { min: 0, max: 2 ** 31 - 1, default: "42" }),
} as const;

/**
 * Keys whose default is another one in production. Pulumi.yaml does not declare them: its default would reach the program
 * as if it had been written, and the engine wants a value for a key that is declared without one.
 */
export const undeclaredKeys = [
  "profile",
  "replicas",
  "logRetention",
  "guardrails",
] as const satisfies readonly (keyof typeof keys)[];

/** Keys about a server on the machine that runs the program: production has none. */
export const developmentKeys = [
  "image",
  "postgresBin",
  "port",
  "dataFolder",
  "memory",
  "cpus",
  "storage",
  "synchronousReplication",
  "pgbouncer",
  "demoScale",
  "demoSeed",
] as const satisfies readonly (keyof typeof keys)[];

/** The project's name, and so the namespace of its keys. */
export const namespace = "pgstack";

/** A key in full: `port` -> `pgstack:port`. */
export function fullKey(name: string): string {
  return `${namespace}:${name}`;
}
