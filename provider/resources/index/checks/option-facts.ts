import type { IndexMethod } from "../../../../model/index-definition.ts";
import type { IndexStorage } from "../../../../model/index-storage.ts";

/** What a storage parameter can be, and of which methods it is one. */
export interface OptionFacts {
  readonly methods: readonly IndexMethod[];
  /** Least and most of a whole number, or the words there are; without either it is true or false. */
  readonly range?: readonly [number, number];
  readonly words?: readonly string[];
}

/**
 * Storage parameters of indexes. Source: PostgreSQL 17 documentation, CREATE INDEX, and pgvector's README; a test holds it
 * against a server, at and beyond every bound.
 */
export const optionFacts: Readonly<Record<keyof IndexStorage, OptionFacts>> = {
  fillfactor: { methods: ["btree", "hash", "gist", "spgist"], range: [10, 100] },
  deduplicate_items: { methods: ["btree"] },
  fastupdate: { methods: ["gin"] },
  gin_pending_list_limit: { methods: ["gin"], range: [64, 2_147_483_647] },
  pages_per_range: { methods: ["brin"], range: [1, 131_072] },
  autosummarize: { methods: ["brin"] },
  buffering: { methods: ["gist"], words: ["on", "off", "auto"] },
  m: { methods: ["hnsw"], range: [2, 100] },
  ef_construction: { methods: ["hnsw"], range: [4, 1000] },
  lists: { methods: ["ivfflat"], range: [1, 32_768] },
};

/** Names of the storage parameters a method has. */
export function optionsOf(method: IndexMethod): string[] {
  return Object.entries(optionFacts)
    .filter(([, { methods }]) => methods.includes(method))
    .map(([name]) => name);
}
