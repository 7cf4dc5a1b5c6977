import type { Finding } from "./finding.ts";
import type { Plan } from "./planned-resource.ts";

/** A control of somebody else's list, by the id that stands there. */
export interface Control {
  readonly source: "Security Hub" | "Checkov";
  readonly id: string;
}

/** A failed `mandatory` rule keeps a stack from being deployed; an `advisory` one is told. */
export type Severity = "mandatory" | "advisory";

/** What a plan has to hold to. A pure function: it reads the plan and nothing else. */
export interface Rule {
  /** `service-resource-action-what`; the name of its file. */
  readonly id: string;
  /** What holds, as a sentence without a full stop. */
  readonly title: string;
  /** Those that mean the same; none: a rule of this project's own. */
  readonly controls: readonly Control[];
  readonly severity: Severity;
  /** At least one finding: a rule that has nothing to look at says so. */
  check(plan: Plan): readonly Finding[];
}
