import { CustomResource, type CustomResourceOptions, type Input, type Output } from "@pulumi/pulumi";

export interface JobArgs {
  /** Name of the job, unique on the server. A change replaces it. */
  name: Input<string>;
  /** When it runs, in UTC: cron's five fields, `@hourly` and the like, or `30 seconds` (1 to 59). */
  schedule: Input<string>;
  /** SQL that it runs. */
  command: Input<string>;
  /** Database that it runs in. */
  database: Input<string>;
  /** Role that it runs as, one that logs in. @default the administrator */
  role?: Input<string> | undefined;
  /** Whether it runs. @default true */
  active?: Input<boolean> | undefined;
}

/**
 * SQL that the server runs by itself, by pg_cron; its provider is connected to pg_cron's database. Changed in place, with its
 * number and its history. `pulumi import pgstack:index:Job <name> <job>` works.
 */
export class Job extends CustomResource {
  /** pg_cron's number of it, as in `cron.job` and `cron.job_run_details`. */
  declare readonly jobId: Output<number>;

  constructor(name: string, args: JobArgs, opts?: CustomResourceOptions) {
    super("pgstack:index:Job", name, { ...args, jobId: undefined, server: undefined }, opts);
  }
}
