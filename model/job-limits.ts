import type { DatabaseModel, Schema } from "./database-model.ts";

/** What of the declared jobs a server without pg_cron leaves out, a sentence each; nothing on a server that has it. */
export function jobLimits(
  { jobs = [], schemas }: Pick<DatabaseModel, "jobs" | "schemas">,
  { scheduledJobs }: { readonly scheduledJobs: boolean },
): string[] {
  if (scheduledJobs) return [];
  const names = jobs.map(({ name }) => name).join(", ");
  const views = schemas.flatMap(viewLimits);
  return [
    ...(jobs.length === 0
      ? []
      : [`The server has no pg_cron: ${names} ${jobs.length === 1 ? "is" : "are"} not scheduled.`]),
    ...views,
  ];
}

function viewLimits({ name, materializedViews = [] }: Schema): string[] {
  return materializedViews
    .filter(({ refresh }) => refresh?.schedule !== undefined)
    .map(({ name: view, refresh }) => {
      const instead =
        refresh?.maxAge === undefined
          ? "nothing refreshes it: give it a maxAge, and pgstack up does"
          : `pgstack up refreshes it when it is older than ${refresh.maxAge}`;
      return `The server has no pg_cron: ${name}.${view} is not refreshed on schedule; ${instead}.`;
    });
}
