import type { ClientBase } from "pg";
import { errorCode, SqlState } from "../../db/error-codes.ts";
import { UserError } from "../../errors/user-error.ts";
import type { Job } from "../../model/job.ts";
import {
  alterJob,
  giveJob,
  scheduleJob as schedule,
  takeJob,
  unscheduleJob,
} from "../../sql/job/job-statements.ts";
import { type JobRow, readJob, readJobRole } from "../../sql/job/read-job.ts";
import { schedulerIsThere } from "../../sql/job/read-last-runs.ts";

/** A job with its defaults filled in. */
export interface WholeJob extends Required<Job> {}

/**
 * What pg_cron has under this name, or `undefined`, also on a server without pg_cron: with an id the job of this id or else of
 * this role, without one anybody's, the role's before others.
 */
export async function findJob(
  client: ClientBase,
  name: string,
  { id, role }: { readonly id?: number | undefined; readonly role?: string | undefined } = {},
): Promise<JobRow | undefined> {
  // Asked first: a statement that fails would end the transaction that this may be in.
  const { rows } = await client.query<{ there: boolean }>(schedulerIsThere);
  if (!rows[0]?.there) return undefined;
  return (await client.query<JobRow>(readJob, [name, id ?? null, role ?? null])).rows[0];
}

export function isSameJob(job: WholeJob, row: JobRow): boolean {
  return (["schedule", "command", "database", "role", "active"] as const).every(
    (each) => job[each] === row[each],
  );
}

/**
 * Schedules a job, or changes the one that is there in place, with its id and its history. For a transaction of the
 * administrator's in pg_cron's own database.
 *
 * @returns the job's id
 * @throws UserError for a role or a database that is not there or cannot be used, or where pg_cron is not there
 */
export async function scheduleJob(
  client: ClientBase,
  job: WholeJob,
  existing: JobRow | undefined,
): Promise<number> {
  const { name, role, database } = job;
  const where = `job ${name}`;
  await requireRole(client, job);
  try {
    if (existing !== undefined) await client.query(takeJob, [existing.id]);
    const parameters = [job.schedule, job.command, database, job.active];
    const { rows } =
      existing === undefined
        ? await client.query<{ id: number }>(schedule, [name, ...parameters])
        : await client.query<{ id: number }>(alterJob, [existing.id, ...parameters]);
    const id = existing?.id ?? rows[0]?.id ?? 0;
    await client.query(giveJob, [id, role]);
    return id;
  } catch (error) {
    const code = errorCode(error);
    if (code === SqlState.undefinedSchema || code === SqlState.undefinedTable)
      throw new UserError("the extension pg_cron is not in this database", {
        where,
        mend: "Jobs are scheduled in the database that cron.database_name names, by a provider connected to it, where CREATE EXTENSION pg_cron was run.",
        cause: error,
      });
    if (code === SqlState.insufficientPrivilege)
      throw new UserError(`the administrator may not schedule it: ${(error as Error).message}`, {
        where,
        mend: "A job runs as a role that is no superuser; members of rds_superuser change cron.job.",
        cause: error,
      });
    if (code === SqlState.uniqueViolation)
      throw new UserError(`${role} has another job of this name`, {
        where,
        mend: "Give the declared one another name, or take the other one away: SELECT cron.unschedule(jobid) for its row in cron.job.",
        cause: error,
      });
    if (code === SqlState.invalidParameterValue)
      throw new UserError((error as Error).message, {
        where,
        mend: "Correct its schedule in model/database.ts.",
        cause: error,
      });
    throw error;
  }
}

/** Takes a job away; one that is gone already is no error. */
export async function unscheduleIfThere(client: ClientBase, row: JobRow | undefined): Promise<void> {
  if (row !== undefined) await client.query(unscheduleJob, [row.id]);
}

/** pg_cron takes any role, and says in its history alone that it cannot run the job. */
async function requireRole(client: ClientBase, { name, role, database }: WholeJob): Promise<void> {
  const { rows } = await client.query<{ login: boolean | null; connect: boolean | null }>(readJobRole, [
    role,
    database,
  ]);
  const { login = null, connect = null } = rows[0] ?? {};
  const fail = (message: string, mend: string) => {
    throw new UserError(message, { where: `job ${name}`, mend });
  };
  if (login === null) fail(`there is no role ${role} to run it as`, "Declare the role, or name another one.");
  if (!login)
    fail(
      `${role} does not log in, and pg_cron runs jobs of roles alone that do`,
      "Name a role with login: true.",
    );
  if (connect === null) fail(`there is no database ${database} to run it in`, "Correct its database.");
  if (!connect)
    fail(`${role} may not connect to database ${database}`, `GRANT CONNECT ON DATABASE ${database} lets it.`);
}
