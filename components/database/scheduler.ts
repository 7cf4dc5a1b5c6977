import type { CustomResourceOptions, Input, Resource } from "@pulumi/pulumi";
import type { DatabaseModel } from "../../model/database-model.ts";
import { Extension } from "../../provider/resources/extension/resource.ts";
import type { PostgresServer } from "../server/postgres-server.ts";
import { connectionTo } from "./connection-to.ts";

/** Where SQL jobs are scheduled. */
export interface Scheduler {
  /** Provider and `deletedWith` of jobs. */
  readonly onServer: Pick<CustomResourceOptions, "provider" | "deletedWith">;
  /** What has to be there before a job. */
  readonly needs: readonly Resource[];
  /** Database that jobs run in unless they name another one. */
  readonly database: Input<string>;
}

/** The database of pg_cron, whose jobs run in every other one: see configuration/groups/libraries.ts. */
export const schedulerDatabase = "postgres";

/**
 * pg_cron, where the server has it and something is declared that it is to run.
 * @param needs the roles that jobs run as, and their right to connect
 */
export function declareScheduler(
  name: string,
  { server, model, needs }: { server: PostgresServer; model: DatabaseModel; needs: readonly Resource[] },
  parent: Resource,
): Scheduler | undefined {
  if (!server.capabilities.scheduledJobs || !hasJobs(model)) return undefined;
  const provider = connectionTo(server, schedulerDatabase, `${name}-scheduler`, parent);
  const onServer = { provider, deletedWith: server.ready };
  const extension = new Extension(
    `${name}-pg_cron`,
    { name: "pg_cron", schema: "pg_catalog" },
    // Its jobs go with it, also those that are not ours.
    { ...onServer, parent, retainOnDelete: true },
  );
  return { onServer, needs: [extension, ...needs], database: server.database };
}

function hasJobs({ jobs = [], schemas }: DatabaseModel): boolean {
  const views = schemas.flatMap(({ materializedViews = [] }) => materializedViews);
  return jobs.length > 0 || views.some(({ refresh }) => refresh?.schedule !== undefined);
}
