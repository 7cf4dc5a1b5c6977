import type { ClientBase } from "pg";
import type { IndexDefinition } from "../../../model/index-definition.ts";
import type { IndexRow } from "../../../sql/index/read-index.ts";
import type { BuildIndexOptions } from "../build-index-options.ts";

/** Builds the index of one partition, CONCURRENTLY, or adopts an equal one that has its name. */
export type BuildPart = (
  client: ClientBase,
  declared: IndexDefinition,
  options: BuildIndexOptions,
) => Promise<IndexRow>;
