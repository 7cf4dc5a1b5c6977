import type { SuperuserReference } from "../../../db/superuser/superuser-reference.ts";
import { superuserRows } from "../../../db/superuser/superuser-rows.ts";
import { readLastRuns, schedulerIsThere } from "../../../sql/job/read-last-runs.ts";
import type { Finding } from "../finding.ts";

/** A job that runs, with how its last run ended. */
export interface JobFacts {
  readonly id: number;
  readonly name: string;
  /** `succeeded` or `failed`; `null` before the first run has ended. */
  readonly status: string | null;
  /** What the server said, the last of it. */
  readonly message: string | null;
  /** When it began. */
  readonly began: string | null;
}

/** How long the server may take to answer, in milliseconds. */
const limit = 10_000;

/** Jobs whose last run failed, on a server that has pg_cron. */
export async function checkJobs(primary: SuperuserReference): Promise<Finding[]> {
  const [found] = await superuserRows<{ there: boolean }>(primary, schedulerIsThere, { timeout: limit });
  if (!found?.there) return [];
  return jobFindings(await superuserRows<JobFacts>(primary, readLastRuns, { timeout: limit }));
}

/** A finding for each that failed; one for all where none did, and nothing where there are no jobs. */
export function jobFindings(jobs: readonly JobFacts[]): Finding[] {
  const failed = jobs.filter(({ status }) => status === "failed");
  if (failed.length === 0) {
    const ran = jobs.filter(({ status }) => status !== null).length;
    const how = ran === 0 ? "none has run yet" : "no last run failed";
    const count = jobs.length === 1 ? "1 is scheduled" : `${jobs.length} are scheduled`;
    return jobs.length === 0 ? [] : [{ name: "Jobs", level: "ok", found: `${count}; ${how}` }];
  }
  return failed.map(({ id, name, message, began }) => ({
    name: `Job ${name}`,
    level: "warn",
    found: `its last run${began === null ? "" : `, at ${began},`} failed: ${firstLine(message)}`,
    mend: `In database postgres, SELECT * FROM cron.job_run_details WHERE jobid = ${id} ORDER BY runid DESC has all runs.`,
  }));
}

function firstLine(message: string | null): string {
  return (message ?? "").trim().split("\n", 1)[0] || "the server gives no reason";
}
