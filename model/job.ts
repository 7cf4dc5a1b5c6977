/** A SQL job, declared: the server itself runs it, by pg_cron, whether or not anybody is connected. */
export interface Job {
  /** Its name, unique on the server. A change replaces the job. */
  readonly name: string;
  /**
   * When it runs, in UTC: cron's five fields (`0 3 * * *`; `$` is the last day of a month), `@hourly` and the like, or
   * `30 seconds` (1 to 59) after the last run began.
   */
  readonly schedule: string;
  /** SQL, run in one transaction; VACUUM and other statements that need none of their own stand alone. */
  readonly command: string;
  /** Database that it runs in. @default the declared one */
  readonly database?: string;
  /** Role that it runs as, one that logs in. @default the administrator */
  readonly role?: string;
  /** Whether it runs: a job that does not keeps its history. @default true */
  readonly active?: boolean;
}
