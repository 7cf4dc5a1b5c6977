import { describe, expect, it } from "vitest";
import { type JobFacts, jobFindings } from "../../../operations/doctor/checks/jobs.ts";

const job: JobFacts = {
  id: 7,
  name: "nightly",
  status: "succeeded",
  message: "DELETE 4",
  began: "2026-01-02 03:00 UTC",
};

describe("jobFindings", () => {
  it("says nothing where there are none", () => {
    expect(jobFindings([])).toEqual([]);
  });

  it("counts them while none fails", () => {
    expect(jobFindings([job, { ...job, status: null }])).toEqual([
      { name: "Jobs", level: "ok", found: "2 are scheduled; no last run failed" },
    ]);
    expect(jobFindings([{ ...job, status: null }])).toEqual([
      { name: "Jobs", level: "ok", found: "1 is scheduled; none has run yet" },
    ]);
  });

  it("names each that failed, and why", () => {
    const failed = {
      ...job,
      id: 8,
      name: "refresh s.v",
      status: "failed",
      message: "ERROR:  no\nCONTEXT: x",
    };
    expect(jobFindings([job, failed, { ...failed, message: null, began: null }])).toEqual([
      {
        name: "Job refresh s.v",
        level: "warn",
        found: "its last run, at 2026-01-02 03:00 UTC, failed: ERROR:  no",
        mend: "In database postgres, SELECT * FROM cron.job_run_details WHERE jobid = 8 ORDER BY runid DESC has all runs.",
      },
      {
        name: "Job refresh s.v",
        level: "warn",
        found: "its last run failed: the server gives no reason",
        mend: "In database postgres, SELECT * FROM cron.job_run_details WHERE jobid = 8 ORDER BY runid DESC has all runs.",
      },
    ]);
  });
});
