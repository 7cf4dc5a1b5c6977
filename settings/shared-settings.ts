import { defaultOf } from "./default-of.ts";
import type { KeyReader } from "./key-reader.ts";
import { keys } from "./keys/keys.ts";
import type { Settings } from "./settings.ts";

/** What is decided about the database itself: the same keys with the same defaults in every environment. */
export type SharedSettings = Pick<
  Settings,
  "database" | "adminUser" | "embeddingDimensions" | "indexBuilds" | "foreignKeyIndexes"
>;

export function sharedSettings({ take }: KeyReader): SharedSettings {
  return {
    database: take(keys.database, defaultOf(keys.database)),
    adminUser: take(keys.adminUser, defaultOf(keys.adminUser)),
    embeddingDimensions: take(keys.embeddingDimensions, defaultOf(keys.embeddingDimensions)),
    indexBuilds: take(keys.indexBuilds, defaultOf(keys.indexBuilds)),
    foreignKeyIndexes: take(keys.foreignKeyIndexes, defaultOf(keys.foreignKeyIndexes)),
  };
}
