import { checkSchedule } from "./check-schedule.ts";
import type { DatabaseModel, Schema } from "./database-model.ts";
import { durationSeconds } from "./duration.ts";
import type { MaterializedView } from "./materialized-view.ts";
import { refreshJobName } from "./refresh-job-name.ts";
import { runHistoryPurge } from "./run-history-purge.ts";

/** What is wrong with declared jobs and materialized views, each with its declaration. */
export function checkJobs({ jobs = [], extensions, roles, schemas }: DatabaseModel): string[] {
  const names = [runHistoryPurge.name, ...jobs.map(({ name }) => name), ...schemas.flatMap(refreshJobs)];
  const twice = names.filter((name, at) => names.indexOf(name) !== at);
  return [
    ...(extensions.some(({ name }) => name === "pg_cron")
      ? ["extension pg_cron: is made with the first job, in database postgres: remove it from extensions"]
      : []),
    ...new Set(twice.map((name) => `job ${name}: is declared twice`)),
    ...jobs.flatMap(({ name, schedule, command, role }) => {
      const wrong = checkSchedule(schedule);
      const runs = roles.find((declared) => declared.name === role);
      return [
        ...(wrong === undefined ? [] : [`job ${name}: schedule ${wrong}`]),
        ...(command.trim() === "" ? [`job ${name}: command is empty`] : []),
        ...(role !== undefined && runs === undefined ? [`job ${name}: role: there is no role ${role}`] : []),
        ...(runs !== undefined && runs.login !== true
          ? [`job ${name}: role: ${role} does not log in, and pg_cron runs jobs of roles alone that do`]
          : []),
      ];
    }),
    ...schemas.flatMap((schema) =>
      (schema.materializedViews ?? []).flatMap((view) => checkView(view, schema)),
    ),
  ];
}

function refreshJobs({ name, materializedViews = [] }: Schema): string[] {
  return materializedViews
    .filter(({ refresh }) => refresh?.schedule)
    .map((view) => refreshJobName(name, view.name));
}

function checkView(
  { name, query, key, refresh }: MaterializedView,
  { name: schema, indexes }: Schema,
): string[] {
  const where = `materialized view ${schema}.${name}`;
  const mistakes: string[] = [];
  if (query.trim() === "") mistakes.push(`${where}: query is empty`);
  if (key?.length === 0) mistakes.push(`${where}: key names no column`);
  if (refresh === undefined) return mistakes;
  const { concurrently = true, schedule, maxAge } = refresh;
  const wrong = schedule === undefined ? undefined : checkSchedule(schedule);
  if (wrong !== undefined) mistakes.push(`${where}: refresh.schedule ${wrong}`);
  if (maxAge !== undefined && durationSeconds(maxAge) === undefined)
    mistakes.push(`${where}: refresh.maxAge "${maxAge}" is no length of time such as 30s, 90min, 2h or 7d`);
  const tells = indexes.some(
    (index) =>
      index.table === name &&
      index.unique === true &&
      index.where === undefined &&
      index.keys.every(({ column }) => column !== undefined),
  );
  if (concurrently && key === undefined && !tells)
    mistakes.push(
      `${where}: readers go on while it is refreshed where its rows can be told apart: give it a key, the columns that no two rows share, or say refresh.concurrently: false`,
    );
  return mistakes;
}
