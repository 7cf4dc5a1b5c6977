import type { IndexShape, KeyShape } from "../../../sql/index/index-shape.ts";

/** An index that another one is compared with. */
export interface OtherIndex {
  readonly name: string;
  readonly table: string;
  readonly shape: IndexShape;
  /** Belongs to a constraint: it cannot go without that. */
  readonly constraint: boolean;
  /** Declared in the program, and possibly not built yet. */
  readonly declared: boolean;
}

/** `equal`: they do the same. `covered`: the other one does all that this one does, and more. */
export type Likeness = "equal" | "covered";

/** How an index is made superfluous by another one, if it is. What refuses equal keys is superfluous beside its equal alone. */
export function likenessTo(shape: IndexShape, other: IndexShape): Likeness | undefined {
  if (shape.method !== other.method || shape.predicate !== other.predicate) return undefined;
  const sameKeys = shape.keys.length === other.keys.length && isPrefix(shape.keys, other.keys);
  if (shape.unique) {
    const asStrict = other.unique && shape.nullsNotDistinct === other.nullsNotDistinct;
    return asStrict && sameKeys && sameColumns(shape.include, other.include) ? "equal" : undefined;
  }
  if (sameKeys && !other.unique && sameColumns(shape.include, other.include)) return "equal";
  // The left columns of an ordered index are an index of their own; of other methods no part is.
  const prefix = shape.method === "btree" ? isPrefix(shape.keys, other.keys) : sameKeys;
  const carried = [...other.include, ...other.keys.flatMap(({ column }) => column ?? [])];
  return prefix && shape.include.every((column) => carried.includes(column)) ? "covered" : undefined;
}

/** Whether the keys are the other's first ones, in the same order or, since an index is read both ways, all turned round. */
function isPrefix(keys: readonly KeyShape[], others: readonly KeyShape[]): boolean {
  if (keys.length > others.length) return false;
  const pairs = keys.map((key, at) => [key, others[at] ?? key] as const);
  const turned = pairs[0] !== undefined && pairs[0][0].descending !== pairs[0][1].descending;
  return pairs.every(
    ([key, other]) =>
      key.text === other.text &&
      key.opclass === other.opclass &&
      key.collation === other.collation &&
      (key.descending !== other.descending) === turned &&
      (key.nullsFirst !== other.nullsFirst) === turned,
  );
}

function sameColumns(columns: readonly string[], others: readonly string[]): boolean {
  return columns.length === others.length && columns.every((column) => others.includes(column));
}
