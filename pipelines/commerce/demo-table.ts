/** Which data: the same recipe gives the same bytes. */
export interface Recipe {
  /** 0 to 2^32 - 1. */
  readonly seed: number;
  /** Multiplies the about 40,000 rows, a whole number from 1. */
  readonly scale: number;
}

/** A row's values in the order of the columns; `null` is SQL's. */
export type DemoRow = readonly (string | number | boolean | null)[];

/** A table's rows, made one after the other and never held together. */
export interface DemoTable {
  readonly name: string;
  /** The first is `id`, which counts from 1. */
  readonly columns: readonly string[];
  readonly count: (recipe: Recipe) => number;
  readonly rows: (recipe: Recipe) => Generator<DemoRow, void, undefined>;
}
