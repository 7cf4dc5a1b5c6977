/** What a check of a declared index found before anything was done. */
export interface PreflightFinding {
  /** `error`: the build would fail. `warning`: it would be regretted. */
  readonly level: "error" | "warning";
  /** Property of the declaration that is at fault, e.g. `keys[0]`. */
  readonly property: string;
  /** A sentence without a full stop. */
  readonly what: string;
  /** What to do about it, as sentences. */
  readonly mend: string;
}

/** A finding as one text. */
export function findingText({ what, mend }: Pick<PreflightFinding, "what" | "mend">): string {
  return `${what}. ${mend}`;
}
