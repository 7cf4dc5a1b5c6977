import { beforeAll, beforeEach, expect, it } from "vitest";
import { findJob, scheduleJob, unscheduleIfThere } from "../../../operations/jobs/schedule-job.ts";
import { adminStatements } from "../../../sql/rds/admin-statements.ts";
import { inTransaction } from "../../../sql/rds/in-transaction.ts";
import { scramVerifier } from "../../../sql/role/scram-verifier.ts";
import { Container } from "../image/container.ts";
import { buildImage, buildTime, needsDocker } from "../image/docker.ts";

beforeEach(needsDocker);
beforeAll(buildImage, buildTime);

const boss = { user: "mcp_admin", password: "of-the-administrator-4e1d" };

it("the image's administrator creates pg_cron and schedules for another database and another role", async () => {
  const container = await Container.serving(
    ["--env", "POSTGRES_USER=rdsadmin"],
    ["postgres", "-c", "shared_preload_libraries=pg_cron", "-c", "cron.use_background_workers=on"],
  );
  const superuser = (sql: string) => container.sql(sql, "rdsadmin", "postgres");
  await superuser(inTransaction(adminStatements(boss.user, scramVerifier(boss.password))));
  const admin = await container.connect({ ...boss, database: "postgres" });
  await admin.query("CREATE DATABASE shop");
  await admin.query(`CREATE ROLE worker LOGIN; CREATE EXTENSION pg_cron SCHEMA pg_catalog`);
  const shop = await container.connect({ ...boss, database: "shop" });
  await shop.query("CREATE TABLE runs (who name DEFAULT current_user); GRANT INSERT ON runs TO worker");

  const job = {
    name: "often",
    schedule: "1 second",
    command: "INSERT INTO runs DEFAULT VALUES",
    database: "shop",
    role: "worker",
    active: true,
  };
  await admin.query("BEGIN");
  const id = await scheduleJob(admin, job, undefined);
  await admin.query("COMMIT");
  const who = async () => (await shop.query("SELECT DISTINCT who FROM runs")).rows;
  await expect.poll(who, { timeout: 60_000 }).toEqual([{ who: "worker" }]);

  const found = await findJob(admin, "often");
  expect(found).toMatchObject({ id, role: "worker", database: "shop" });
  await admin.query("BEGIN");
  expect(await scheduleJob(admin, { ...job, role: boss.user, schedule: "@daily" }, found)).toBe(id);
  await admin.query("COMMIT");
  expect(await findJob(admin, "often")).toMatchObject({ id, role: boss.user, schedule: "@daily" });
  await unscheduleIfThere(admin, await findJob(admin, "often"));
  expect(await findJob(admin, "often")).toBeUndefined();
});
