import type { RecallGoal } from "./recall-goal.ts";

/** Access methods an index can have; `hnsw` and `ivfflat` are pgvector's. */
export type IndexMethod = "btree" | "hash" | "gin" | "gist" | "spgist" | "brin" | "hnsw" | "ivfflat";

/** One key of an index: a column, or an expression. */
export interface IndexKey {
  /** Name of the column; exactly one of `column` and `expression` is given. */
  readonly column?: string;
  /** SQL expression without the outer parentheses, e.g. `lower(email)`. */
  readonly expression?: string;
  /** Operator class, e.g. `vector_cosine_ops`. @default the type's own for the method */
  readonly opclass?: string;
  /** @default "asc" (btree only) */
  readonly order?: "asc" | "desc";
  /** @default "last" for asc, "first" for desc (btree only) */
  readonly nulls?: "first" | "last";
}

/** An index, declared. Built CONCURRENTLY. */
export interface IndexDefinition {
  /** Name of the index, unique in its schema. Changing it replaces the index. */
  readonly name: string;
  readonly table: string;
  readonly keys: readonly IndexKey[];
  /** @default "btree" */
  readonly method?: IndexMethod;
  /** @default false */
  readonly unique?: boolean;
  /** Columns carried along but not searched. @default none */
  readonly include?: readonly string[];
  /** Predicate of a partial index, without WHERE. @default none */
  readonly where?: string;
  /** Storage parameters, e.g. `{ m: 16, ef_construction: 64 }`. @default the method's own */
  readonly with?: Readonly<Record<string, string | number | boolean>>;
  /** Measures how much of the true answer a vector index finds, and sets how far it looks. @default not measured */
  readonly recall?: RecallGoal;
}
