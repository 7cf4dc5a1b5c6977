import type { Schema } from "../../../model/database-model.ts";
import type { ForeignKey } from "../foreign-keys/uncovered-foreign-keys.ts";
import type { ListedIndex } from "./listed-index.ts";

/** What the list is judged by. */
export interface ListedFacts {
  readonly indexes: readonly ListedIndex[];
  readonly foreignKeys: readonly ForeignKey[];
  /** Declared ones that were listed. */
  readonly schemas: readonly Pick<Schema, "name" | "indexes">[];
  /** How far back the counts of use reach, in days. */
  readonly statisticsDays: number;
  /** From how many days on an index without a scan counts as unused. */
  readonly unusedAfterDays: number;
}
