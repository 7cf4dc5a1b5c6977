import type { Duration } from "../../model/duration.ts";

/** A materialized view with all that the server has to know of it. */
export interface DeclaredView {
  readonly schema: string;
  readonly name: string;
  readonly owner: string;
  readonly query: string;
  readonly key?: readonly string[];
  readonly comment?: string;
  /** @default true */
  readonly concurrently?: boolean;
  readonly maxAge?: Duration;
}

/** How errors name it. */
export function placeOf({ schema, name }: Pick<DeclaredView, "schema" | "name">): string {
  return `materialized view ${schema}.${name}`;
}
