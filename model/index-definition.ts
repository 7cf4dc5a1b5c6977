import type { IndexStorage } from "./index-storage.ts";
import type { RecallGoal } from "./recall-goal.ts";

/** Access methods an index can have; `hnsw` and `ivfflat` are pgvector's. */
export type IndexMethod = "btree" | "hash" | "gin" | "gist" | "spgist" | "brin" | "hnsw" | "ivfflat";

/** One key of an index: a column, or an expression. */
export interface IndexKey {
  /** Name of the column; exactly one of `column` and `expression` is given. */
  readonly column?: string;
  /** SQL expression without the outer parentheses, e.g. `lower(email)`. */
  readonly expression?: string;
  /**
   * Name of the collation, e.g. `C` or `de-x-icu`. One of a schema that is not on the search path is `schema.name`; a
   * name that holds a dot itself is put in double quotes: `"en_US.utf8"`.
   * @default the column's or expression's own
   */
  readonly collation?: string;
  /**
   * Operator class, e.g. `vector_cosine_ops`; `schema.name` where its schema is not on the search path.
   * @default the type's own for the method
   */
  readonly opclass?: string;
  /** Parameters of the operator class, e.g. `{ siglen: 32 }`; `opclass` has to be given. @default the class's own */
  readonly opclassParameters?: Readonly<Record<string, string | number | boolean>>;
  /** @default "asc" (btree only) */
  readonly order?: "asc" | "desc";
  /** @default "last" for asc, "first" for desc (btree only) */
  readonly nulls?: "first" | "last";
}

/** An index, declared. Built CONCURRENTLY. */
export interface IndexDefinition {
  /** Name of the index, unique in its schema. Changing it replaces the index. */
  readonly name: string;
  /** A table, a partitioned table or a materialized view. Changing it builds the index there, unless the table was only renamed. */
  readonly table: string;
  readonly keys: readonly IndexKey[];
  /** @default "btree" */
  readonly method?: IndexMethod;
  /** Whether equal keys are refused (btree only). @default false */
  readonly unique?: boolean;
  /** Whether a unique index takes two NULLs for equal. @default false */
  readonly nullsNotDistinct?: boolean;
  /** Columns carried along but not searched (btree, gist and spgist). @default none */
  readonly include?: readonly string[];
  /** Predicate of a partial index, without WHERE. @default none */
  readonly where?: string;
  /** Storage parameters, e.g. `{ m: 16, ef_construction: 64 }`. @default the method's own */
  readonly with?: IndexStorage;
  /** @default the server's `default_tablespace`, else the database's own */
  readonly tablespace?: string;
  /** What it is for; changing it builds nothing. @default none */
  readonly comment?: string;
  /** Measures how much of the true answer a vector index finds, and sets how far it looks. @default not measured */
  readonly recall?: RecallGoal;
}
