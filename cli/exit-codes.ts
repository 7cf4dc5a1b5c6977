/** What every verb ends with. */
export const ExitCode = {
  done: 0,
  /** Findings, or a failure that was explained. */
  failed: 1,
  /** The command line itself was wrong. */
  misuse: 2,
} as const;
