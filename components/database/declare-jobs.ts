import { type Input, log, type Resource } from "@pulumi/pulumi";
import type { DatabaseModel } from "../../model/database-model.ts";
import { jobLimits } from "../../model/job-limits.ts";
import { runHistoryPurge } from "../../model/run-history-purge.ts";
import { Job } from "../../provider/resources/job/resource.ts";
import type { PostgresServer } from "../server/postgres-server.ts";
import { type Scheduler, schedulerDatabase } from "./scheduler.ts";

export interface DeclareJobsArgs {
  server: PostgresServer;
  model: DatabaseModel;
  /** `undefined` where the server has none, or nothing is to be run. */
  scheduler: Scheduler | undefined;
  /** What jobs work on. */
  needs: readonly Resource[];
}

/** The declared jobs, and the one that keeps pg_cron's history short; where the server has no pg_cron, a word on that. */
export function declareJobs(name: string, args: DeclareJobsArgs, parent: Resource): void {
  const { server, model, scheduler, needs } = args;
  for (const limit of jobLimits(model, server.capabilities)) log.warn(limit);
  if (scheduler === undefined) return;
  const { jobs = [] } = model;
  for (const job of jobs) {
    const database: Input<string> = job.database ?? scheduler.database;
    new Job(
      `${job.name}-job`,
      { ...job, database },
      { ...scheduler.onServer, parent, dependsOn: [...scheduler.needs, ...needs] },
    );
  }
  new Job(
    `${name}-run-history`,
    { ...runHistoryPurge, database: schedulerDatabase },
    { ...scheduler.onServer, parent, dependsOn: [...scheduler.needs] },
  );
}
