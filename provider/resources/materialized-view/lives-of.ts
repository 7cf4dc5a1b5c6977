import type { ViewRow } from "../../../sql/materialized-view/read-materialized-view.ts";
import type { Properties } from "../../properties.ts";

/** Which view it is, and since which one indexes and privileges were handed on: a view that was made again has none of them. */
export interface Lives {
  readonly oid: string;
  readonly incarnation: string;
}

/**
 * @param olds what the stack remembers
 * @param from the view whose indexes and privileges this one has, which may be itself
 */
export function livesOf(olds: Properties, { oid }: Pick<ViewRow, "oid">, from: string | undefined): Lives {
  const known = from !== undefined && olds.oid === from && typeof olds.incarnation === "string";
  return { oid, incarnation: known ? String(olds.incarnation) : oid };
}
