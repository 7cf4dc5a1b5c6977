import { adminUser } from "./admin-user.ts";
import { booleanKey } from "./boolean-key.ts";
import { dataFolder } from "./data-folder.ts";
import { database } from "./database.ts";
import { image } from "./image.ts";
import { integerKey } from "./integer-key.ts";
import { memory } from "./memory.ts";
import { port } from "./port.ts";
import { postgresBin } from "./postgres-bin.ts";
import { server } from "./server.ts";

/** Every key of the configuration. Pulumi.yaml declares the same to the engine, with a description of each. */
export const keys = {
  server,
  image,
  postgresBin,
  port,
  dataFolder,
  memory,
  database,
  adminUser,
  /** pgvector builds an HNSW index on at most 2,000 dimensions. */
  embeddingDimensions: integerKey("embeddingDimensions", { min: 1, max: 2000, default: "384" }),
  foreignKeyIndexes: booleanKey("foreignKeyIndexes", { default: "false" }),
  demoData: booleanKey("demoData", { default: "false" }),
  demoScale: integerKey("demoScale", { min: 1, max: 1000, default: "1" }),
  demoSeed: integerKey("demoSeed", { min: 0, max: 2 ** 31 - 1, default: "42" }),
} as const;

/** The project's name, and so the namespace of its keys. */
export const namespace = "pgstack";

/** A key in full: `port` -> `pgstack:port`. */
export function fullKey(name: string): string {
  return `${namespace}:${name}`;
}
