import type { ClientBase } from "pg";
import type { IndexDefinition } from "../../../model/index-definition.ts";
import type { IndexRow } from "../../../sql/index/read-index.ts";

/** What work on the index of a partitioned table needs to know and whom it tells. */
export interface PartitionedOptions {
  /** Schema of the table; a partition may be in another one. */
  readonly schema: string;
  /** Aborted when no more is to be begun. */
  readonly signal?: AbortSignal | undefined;
  readonly report?: ((message: string) => void) | undefined;
}

/** Builds the index of one partition, CONCURRENTLY, or adopts an equal one that has its name. */
export type BuildPart<Options extends PartitionedOptions> = (
  client: ClientBase,
  declared: IndexDefinition,
  options: Options,
) => Promise<IndexRow>;
