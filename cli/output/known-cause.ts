/** A cause in words of our own. */
export interface KnownCause {
  readonly what: string;
  /** What to do about it, as one sentence or more. */
  readonly mend: string;
  /** What is wrong stands in the container's log. */
  readonly inLog?: boolean;
  /** It is of this machine, and of no resource, whichever met it first. */
  readonly ofMachine?: boolean;
}

/** A text that is known, and what it means. */
export interface KnownText extends Pick<KnownCause, "inLog" | "ofMachine"> {
  readonly says: RegExp;
  readonly what: (said: Readonly<Record<string, string | undefined>>) => string;
  readonly mend: string;
}
