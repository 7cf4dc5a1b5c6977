import type { Plan, PlannedValue } from "../../policy/planned-resource.ts";

/** A plan that was made without an engine. */
export interface OfflinePlan extends Plan {
  /** The stack's. */
  readonly outputs: Readonly<Record<string, PlannedValue>>;
  /** What the program said, as which server a dev stack was planned for, and warned of. */
  readonly notes: readonly string[];
}
