import type { IndexDefinition } from "../../../model/index-definition.ts";
import { canonicalIndex } from "../canonical-index.ts";
import { type IndexShape, indexShape } from "../index-shape.ts";
import { preflightLimits } from "./limits.ts";

/** What the last statement of {@link probeIndex} returns. */
export interface ProbeRow {
  readonly shape: IndexShape;
}

/**
 * Statements that let the server itself judge a declared index: it is built on an empty temporary copy of the table, in a
 * transaction that is to be rolled back. What the server would refuse it refuses here.
 */
export function probeIndex(index: IndexDefinition, schema: string): string[] {
  // What goes before the question for the definition is the making of it.
  const making = canonicalIndex(index, schema).slice(0, -1);
  return [preflightLimits, ...making, readProbe];
}

const readProbe = `
  SELECT ${indexShape} AS shape
  FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am am ON am.oid = c.relam
  WHERE c.relnamespace = pg_my_temp_schema() AND c.relname LIKE 'pgstack\\_index\\_probe%'`;

/** What the server calls the probe's table, where it says what is wrong. */
export const probeName = /\bpgstack_index_probe(?:_idx)?\b/g;
