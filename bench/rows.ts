import type { BenchRow } from "./row.ts";
import { noChangeUp } from "./rows/no-change-up.ts";

/** Everything that is measured. */
export const rows: readonly BenchRow[] = [noChangeUp];
