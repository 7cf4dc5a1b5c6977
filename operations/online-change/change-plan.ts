import type { ChangeStep } from "../../sql/online-change/change-step.ts";

/** What a change is made of, before it has numbers. */
export interface ChangePlan {
  readonly schema: string;
  /** Begins the name of each migration: `customers_display_name`. */
  readonly stem: string;
  /** `rename commerce.customers.full_name to display_name`. */
  readonly title: string;
  readonly steps: readonly ChangeStep[];
  /** What the steps do not see to; each a sentence. */
  readonly warnings: readonly string[];
}
