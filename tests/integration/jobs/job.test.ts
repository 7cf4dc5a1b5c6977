import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { runHistoryPurge } from "../../../model/run-history-purge.ts";
import { findJob, scheduleJob } from "../../../operations/jobs/schedule-job.ts";
import type { Properties } from "../../../provider/properties.ts";
import { boss, type CronServer, cronServer, database, hasCron, needsCron } from "./cron-server.ts";

let server: CronServer;
beforeAll(async () => {
  if (hasCron) server = await cronServer();
});
beforeEach(needsCron);
afterAll(() => server?.[Symbol.asyncDispose]());

const job = {
  name: "nightly",
  schedule: "0 3 * * *",
  command: "DELETE FROM log",
  database,
  active: true,
};
const found = (name = "nightly") =>
  server.rows(
    `SELECT jobid::float8 AS id, schedule, command, database, username, active FROM cron.job WHERE jobname = '${name}' ORDER BY 1`,
  );
const detailsOf = async (attempt: Promise<unknown>) => {
  const error = (await attempt.then(
    () => undefined,
    (failure: unknown) => failure,
  )) as { details?: string } | undefined;
  return error?.details;
};

describe("Job", () => {
  let outputs: Properties;

  it("is scheduled in pg_cron's database, for another one, as the administrator", async () => {
    const created = await server.plugIn.create("Job", job);
    outputs = created.outputs;
    const [row] = await found();
    expect(row).toEqual({
      id: outputs.jobId,
      schedule: "0 3 * * *",
      command: "DELETE FROM log",
      database,
      username: boss,
      active: true,
    });
    expect(created).toEqual({ id: "nightly", outputs: { ...job, jobId: row?.id, server: "1/1" } });
  });

  it("is adopted when it is there as declared, and refused to anybody else's name", async () => {
    expect((await server.plugIn.create("Job", job)).outputs).toEqual(outputs);
    expect(await found()).toHaveLength(1);
    expect(await detailsOf(server.plugIn.create("Job", { ...job, schedule: "@hourly" }))).toBe(
      `job nightly: another job has this name: 0 3 * * *, as ${boss} in database shop: DELETE FROM log\n  Give the declared one another name, take the other one away (SELECT cron.unschedule(${outputs.jobId})), or declare it as it is and import it.`,
    );
  });

  it("is no change when nothing changed", async () => {
    const read = await server.plugIn.read("Job", "nightly", outputs, job);
    expect(read).toEqual({ id: "nightly", inputs: job, outputs });
    expect((await server.plugIn.diff("Job", read, job)).diffsList).toEqual([]);
  });

  it("changes in place, with its number", async () => {
    const changed = { ...job, schedule: "30 seconds", command: "SELECT 1", active: false };
    outputs = await server.plugIn.update("Job", "nightly", outputs, changed);
    expect(await found()).toEqual([
      {
        id: outputs.jobId,
        schedule: "30 seconds",
        command: "SELECT 1",
        database,
        username: boss,
        active: false,
      },
    ]);
    outputs = await server.plugIn.update("Job", "nightly", outputs, job);
  });

  it.each([
    ["schedule", "UPDATE cron.job SET schedule = '@daily' WHERE jobname = 'nightly'", ["schedule"]],
    ["command", "UPDATE cron.job SET command = 'SELECT 2' WHERE jobname = 'nightly'", ["command"]],
    ["database", "UPDATE cron.job SET database = 'postgres' WHERE jobname = 'nightly'", ["database"]],
    ["role", "UPDATE cron.job SET username = 'worker' WHERE jobname = 'nightly'", ["role"]],
    ["active", "UPDATE cron.job SET active = false WHERE jobname = 'nightly'", ["active"]],
  ])("is found with another %s, and mended with its number", async (_what, sql, differing) => {
    await server.admin.query(sql);
    const read = await server.plugIn.read("Job", "nightly", outputs, job);
    expect((await server.plugIn.diff("Job", read, job)).diffsList).toEqual(differing);
    outputs = await server.plugIn.update("Job", "nightly", read.outputs, job);
    expect(await server.plugIn.read("Job", "nightly", outputs, job)).toEqual({
      id: "nightly",
      inputs: job,
      outputs,
    });
    expect(await found()).toMatchObject([{ id: read.outputs.jobId, username: boss }]);
  });

  it("is found missing, and scheduled again", async () => {
    await server.admin.query("SELECT cron.unschedule('nightly')");
    expect((await server.plugIn.read("Job", "nightly", outputs, job)).id).toBe("");
    outputs = (await server.plugIn.create("Job", job)).outputs;
    expect(await found()).toHaveLength(1);
  });

  it("is mended on a server that came back with an older one", async () => {
    await server.admin.query("UPDATE cron.job SET schedule = '@yearly' WHERE jobname = 'nightly'");
    await server.configure("2/1");
    const updated = await server.plugIn.update("Job", "nightly", outputs, job);
    expect(updated).toEqual({ ...outputs, server: "2/1" });
    expect(await found()).toMatchObject([{ id: outputs.jobId, schedule: "0 3 * * *" }]);
    await server.configure("1/1");
  });

  it("runs as another role, and goes on with its number as yet another", async () => {
    const of = (role: string) => ({ ...job, name: "for others", role });
    const made = await server.plugIn.create("Job", of("worker"));
    expect(await found("for others")).toMatchObject([{ username: "worker" }]);
    const read = await server.plugIn.read("Job", "for others", made.outputs, of("worker"));
    expect(read.inputs).toEqual(of("worker"));
    const changed = await server.plugIn.update("Job", "for others", made.outputs, of(boss));
    expect(await found("for others")).toMatchObject([{ id: made.outputs.jobId, username: boss }]);
    await server.plugIn.update("Job", "for others", changed, of("worker"));
    await server.plugIn.delete("Job", "for others", { ...made.outputs });
    expect(await found("for others")).toEqual([]);
  });

  it("leaves alone a job that another role has of the same name", async () => {
    const worker = "INSERT INTO cron.job (schedule, command, database, username, jobname) VALUES";
    await server.admin.query(`${worker} ('@daily', 'SELECT 3', '${database}', 'worker', 'nightly')`);
    expect((await server.plugIn.read("Job", "nightly", outputs, job)).inputs).toEqual(job);
    await server.plugIn.delete("Job", "nightly", outputs);
    expect(await found()).toMatchObject([{ username: "worker" }]);
    await server.admin.query("DELETE FROM cron.job");
  });

  it("that was unscheduled is not mistaken for another role's of the same name", async () => {
    const workers = { schedule: "@daily", command: "SELECT 3", username: "worker" };
    const made = await server.plugIn.create("Job", job);
    await server.admin.query("DELETE FROM cron.job");
    await server.admin.query(
      `INSERT INTO cron.job (schedule, command, database, username, jobname) VALUES ('@daily', 'SELECT 3', '${database}', 'worker', 'nightly')`,
    );
    expect((await server.plugIn.read("Job", "nightly", made.outputs, job)).id).toBe("");
    await server.plugIn.delete("Job", "nightly", made.outputs);
    const why = `job nightly: another job has this name: @daily, as worker in database ${database}: SELECT 3`;
    const refused = async (changed: Properties) =>
      expect(await detailsOf(server.plugIn.update("Job", "nightly", made.outputs, changed))).toContain(why);
    await refused({ ...job, schedule: "@hourly" });
    await refused({ ...job, role: "worker" });
    await server.configure("2/1");
    await refused(job);
    await server.configure("1/1");
    expect(await found()).toMatchObject([workers]);
    await server.admin.query("DELETE FROM cron.job");
  });

  it("of another role that was unscheduled is not scheduled as the administrator's own", async () => {
    const of = { ...job, role: "worker" };
    const made = await server.plugIn.create("Job", of);
    await server.admin.query("DELETE FROM cron.job");
    await server.admin.query("SELECT cron.schedule('nightly', '@daily', 'SELECT 3')");
    expect(
      await detailsOf(server.plugIn.update("Job", "nightly", made.outputs, { ...of, schedule: "@hourly" })),
    ).toContain(`job nightly: another job has this name: @daily, as ${boss} in database postgres: SELECT 3`);
    expect(await found()).toMatchObject([{ schedule: "@daily", username: boss }]);
    await server.admin.query("DELETE FROM cron.job");
  });

  it("is handed to another role on a server that came back", async () => {
    const made = await server.plugIn.create("Job", job);
    await server.configure("2/1");
    const updated = await server.plugIn.update("Job", "nightly", made.outputs, { ...job, role: "worker" });
    expect(await found()).toMatchObject([{ id: made.outputs.jobId, username: "worker" }]);
    await server.configure("1/1");
    await server.plugIn.delete("Job", "nightly", updated);
    expect(await found()).toEqual([]);
  });

  it("is imported with the inputs that would make it", async () => {
    await server.admin.query(
      `SELECT cron.schedule_in_database('by hand', '0 0 $ * *', 'VACUUM', '${database}', NULL, false)`,
    );
    expect(await server.plugIn.read("Job", "by hand")).toMatchObject({
      id: "by hand",
      inputs: { name: "by hand", schedule: "0 0 $ * *", command: "VACUUM", database, active: false },
    });
    await server.plugIn.delete("Job", "by hand", {});
    expect(await found("by hand")).toEqual([]);
    await server.plugIn.delete("Job", "by hand", {});
  });

  it.each([
    [{ role: "ghost" }, "job refused: there is no role ghost to run it as\n"],
    [
      { role: "nobody_logs_in" },
      "job refused: nobody_logs_in does not log in, and pg_cron runs jobs of roles alone that do\n",
    ],
    [{ database: "nowhere" }, "job refused: there is no database nowhere to run it in\n"],
    [{ role: "rdsadmin" }, "job refused: the administrator may not schedule it: new row violates row-level"],
  ])("is refused with %o, and nothing is left", async (changed, why) => {
    const details = await detailsOf(server.plugIn.create("Job", { ...job, name: "refused", ...changed }));
    expect(details?.slice(0, why.length)).toBe(why);
    expect(await found("refused")).toEqual([]);
  });

  it("says where the role may not connect", async () => {
    await server.admin.query(`REVOKE CONNECT ON DATABASE ${database} FROM PUBLIC`);
    expect(
      await detailsOf(server.plugIn.create("Job", { ...job, name: "refused", role: "worker" })),
    ).toContain("job refused: worker may not connect to database shop\n");
    await server.admin.query(`GRANT CONNECT ON DATABASE ${database} TO PUBLIC`);
  });

  it("that keeps the history short deletes what is older than 30 days", async () => {
    await server.superuser(`INSERT INTO cron.job_run_details (jobid, runid, username, status, start_time, end_time)
      SELECT 0, -days, '${boss}', 'succeeded', began, CASE WHEN days % 2 = 0 THEN began END
      FROM unnest(ARRAY[28, 29, 31, 32]) AS days, LATERAL (SELECT now() - days * interval '1 day' AS began) AS run`);
    await server.admin.query(runHistoryPurge.command);
    expect(
      await server.rows("SELECT -runid::int AS days FROM cron.job_run_details WHERE jobid = 0 ORDER BY 1"),
    ).toEqual([{ days: 28 }, { days: 29 }]);
  });

  it("says where pg_cron is not in the database", async () => {
    const shop = await server.connect({ database });
    expect(await findJob(shop, "nightly")).toBeUndefined();
    await shop.query("BEGIN");
    expect(await findJob(shop, "nightly")).toBeUndefined();
    await expect(scheduleJob(shop, { ...job, role: boss }, undefined)).rejects.toThrow(
      "the extension pg_cron is not in this database",
    );
    await shop.end();
  });

  it("is checked before there is a server", async () => {
    const { failures } = await server.plugIn.check("Job", {
      ...job,
      schedule: "0 25 * * *",
      command: " ",
    });
    expect(failures).toEqual([
      { property: "schedule", reason: '"0 25 * * *": hour 25: "25" is none of 0 to 23' },
      { property: "command", reason: "is empty" },
    ]);
  });

  it("runs", async () => {
    const shop = await server.connect({ database });
    await shop.query("CREATE TABLE runs (at timestamptz, who text)");
    const command = "INSERT INTO runs SELECT now(), current_user";
    const made = await server.plugIn.create("Job", {
      ...job,
      name: "every second",
      schedule: "1 second",
      command,
      active: true,
    });
    await expect
      .poll(async () => (await shop.query("SELECT DISTINCT who FROM runs")).rows, { timeout: 30_000 })
      .toEqual([{ who: boss }]);
    await server.plugIn.delete("Job", "every second", made.outputs);
    await shop.end();
  });
});
