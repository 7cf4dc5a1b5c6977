import type { BenchRow } from "./row.ts";
import { manyIndexes, manyIndexesUnchanged } from "./rows/many-indexes.ts";
import { noChangeUp } from "./rows/no-change-up.ts";
import { privileges } from "./rows/privileges.ts";

/** Everything that is measured. */
export const rows: readonly BenchRow[] = [noChangeUp, privileges, manyIndexes, manyIndexesUnchanged];
