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
    return { id: inputs.name as string, outputs: await apply(inputs, context, olds) };
  },

  async read(id, olds, oldInputs, { pool, adminUser }) {
    const role = roleOf(oldInputs, adminUser);
    const row = await pool.use((client) => findJob(client, id, { id: jobIdOf(olds), role }));
    if (row === undefined) return undefined;
    const { schedule, command, database, active } = row;
    const named = row.role === adminUser && oldInputs.role === undefined ? {} : { role: row.role };
    const inputs = { name: id, schedule, command, database, ...named, active };
    return { id, inputs, outputs: { ...inputs, jobId: row.id } };
  },

  update: (_id, olds, inputs, context) => apply(inputs, context, olds),

  async delete(id, olds, { pool, adminUser }) {
    const role = roleOf(olds, adminUser);
    await pool.transaction(async (client) =>
      unscheduleIfThere(client, await findJob(client, id, { id: jobIdOf(olds), role })),
    );
  },
};

async function apply(
  inputs: Properties,
  context: HandlerContext,
  olds: Properties = {},
): Promise<Properties> {
  const job = whole(inputs, context);
  const id = jobIdOf(olds);
  const jobId = await context.pool.transaction(async (client) => {
    const whose = { id, role: roleOf(olds, context.adminUser) };
    const own = id === undefined ? undefined : await findJob(client, job.name, whose);
    // Where it is gone, the name may be another job's: pg_cron would change one of the administrator's without a word.
    const there = own ?? (await findJob(client, job.name, { role: job.role }));
    if (there !== undefined && isSameJob(job, there)) return there.id;
    if (there !== undefined && own === undefined) throw taken(job, there);
    return scheduleJob(client, job, own);
  });
  return { ...inputs, jobId };
}

function whole(inputs: Properties, { adminUser }: HandlerContext): WholeJob {
  const job = inputs as unknown as WholeJob;
  return { ...job, role: roleOf(inputs, adminUser), active: inputs.active !== false };
}

function roleOf({ role }: Properties, adminUser: string): string {
  return typeof role === "string" ? role : adminUser;
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
