import { UserError } from "../../../errors/user-error.ts";
import {
  findJob,
  isSameJob,
  scheduleJob,
  unscheduleIfThere,
  type WholeJob,
} from "../../../operations/jobs/schedule-job.ts";
import type { JobRow } from "../../../sql/job/read-job.ts";
import type { Properties } from "../../properties.ts";
import type { HandlerContext, ResourceHandler } from "../../resource-handler.ts";
import { checkJob } from "./check-job.ts";

/**
 * A job of pg_cron's, in its own database, which is the provider's. Its id is the job's name, also for `pulumi import`.
 */
export const jobHandler: ResourceHandler = {
  token: "pgstack:index:Job",
  onServer: true,
  replaceOn: ["name"],
  schema: {
    description: "SQL that the server runs by itself, by pg_cron, on schedule.",
    inputs: {
      name: { type: "string", description: "Name of the job." },
      schedule: {
        type: "string",
        description: "Five fields of cron, `@hourly` and the like, or `30 seconds`; in UTC.",
      },
      command: { type: "string", description: "SQL that it runs." },
      database: { type: "string", description: "Database that it runs in." },
      role: { type: "string", description: "Role that it runs as. Default the administrator." },
      active: { type: "boolean", description: "Whether it runs. Default true." },
    },
    required: ["name", "schedule", "command", "database"],
    outputs: { jobId: { type: "integer", description: "pg_cron's number of it, as in cron.job." } },
  },

  check: (inputs) => ({ inputs: { active: true, ...inputs }, failures: checkJob(inputs) }),

  async create(inputs, context, olds) {
    const job = whole(inputs, context);
    const jobId = await context.pool.transaction(async (client) => {
      const existing = await findJob(client, job.name, job);
      // On a server that came back, a job of this name is the one of an earlier declaration.
      if (existing !== undefined && olds === undefined && !isSameJob(job, existing))
        throw taken(job, existing);
      return existing !== undefined && isSameJob(job, existing)
        ? existing.id
        : scheduleJob(client, job, existing);
    });
    return { id: job.name, outputs: { ...inputs, jobId } };
  },

  async read(id, olds, oldInputs, { pool, adminUser }) {
    const role = typeof oldInputs.role === "string" ? oldInputs.role : adminUser;
    const row = await pool.use((client) => findJob(client, id, { id: jobIdOf(olds), role }));
    if (row === undefined) return undefined;
    const { schedule, command, database, active } = row;
    const named = row.role === adminUser && oldInputs.role === undefined ? {} : { role: row.role };
    const inputs = { name: id, schedule, command, database, ...named, active };
    return { id, inputs, outputs: { ...inputs, jobId: row.id } };
  },

  async update(_id, olds, inputs, context) {
    const job = whole(inputs, context);
    const jobId = await context.pool.transaction(async (client) => {
      const existing = await findJob(client, job.name, { id: jobIdOf(olds), role: job.role });
      return scheduleJob(client, job, existing);
    });
    return { ...inputs, jobId };
  },

  async delete(id, olds, { pool, adminUser }) {
    const role = typeof olds.role === "string" ? olds.role : adminUser;
    await pool.transaction(async (client) =>
      unscheduleIfThere(client, await findJob(client, id, { id: jobIdOf(olds), role })),
    );
  },
};

function whole(inputs: Properties, { adminUser }: HandlerContext): WholeJob {
  const job = inputs as unknown as WholeJob;
  return { ...job, role: inputs.role === undefined ? adminUser : job.role, active: inputs.active !== false };
}

function jobIdOf({ jobId }: Properties): number | undefined {
  return typeof jobId === "number" ? jobId : undefined;
}

function taken({ name }: WholeJob, { id, schedule, command, database, role, active }: JobRow): UserError {
  const off = active ? "" : ", switched off";
  return new UserError(
    `another job has this name: ${schedule}, as ${role} in database ${database}${off}: ${command}`,
    {
      where: `job ${name}`,
      mend: `Give the declared one another name, take the other one away (SELECT cron.unschedule(${id})), or declare it as it is and import it.`,
    },
  );
}
