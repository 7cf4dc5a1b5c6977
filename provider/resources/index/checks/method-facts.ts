import type { IndexMethod } from "../../../../model/index-definition.ts";

/** What an access method can do. */
export interface MethodFacts {
  /** Can refuse equal keys. */
  readonly unique: boolean;
  /** Can carry columns that are not searched. */
  readonly include: boolean;
  /** Can be read in order, forwards and backwards. */
  readonly order: boolean;
  /** Can have more than one key. */
  readonly multicolumn: boolean;
}

const none: MethodFacts = { unique: false, include: false, order: false, multicolumn: false };

/**
 * What each access method can do. Source: PostgreSQL 17 documentation, chapters 64 to 65, and pgvector's README; a test
 * holds it against `pg_indexam_has_property`.
 */
export const methodFacts: Readonly<Record<IndexMethod, MethodFacts>> = {
  btree: { unique: true, include: true, order: true, multicolumn: true },
  hash: none,
  gin: { ...none, multicolumn: true },
  gist: { ...none, include: true, multicolumn: true },
  spgist: { ...none, include: true },
  brin: { ...none, multicolumn: true },
  hnsw: none,
  ivfflat: none,
};

/** The methods that can do something, for a message. */
export function methodsWith(feature: keyof MethodFacts): string {
  const able = Object.entries(methodFacts).filter(([, facts]) => facts[feature]);
  return able.map(([method]) => method).join(", ");
}

/** How many columns an index has at most, carried ones included (INDEX_MAX_KEYS). */
export const maxColumns = 32;
