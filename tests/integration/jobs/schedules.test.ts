import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { checkSchedule } from "../../../model/check-schedule.ts";
import { type CronServer, cronServer, hasCron, needsCron } from "./cron-server.ts";

let server: CronServer;
beforeAll(async () => {
  if (hasCron) server = await cronServer();
});
beforeEach(needsCron);
afterAll(() => server?.[Symbol.asyncDispose]());

/** Every value and form that a field can have, and some that it cannot. */
function manySchedules(): string[] {
  const all: string[] = ["", " ", "@yearly", "@hourly", "@reboot", "@Daily", "@sometimes", "* * * *"];
  const numbers = ["0", "1", "7", "8", "12", "13", "23", "24", "31", "32", "59", "60", "007", "x", "-1"];
  const ranges = ["1-5", "0-7", "1-12", "1-5/2", "*/5", "*/7", "*/12", "*/31", "*/59", "*/60", "*/0", "5/2"];
  const others = [
    "1,2",
    "1-3,5",
    "1,",
    ",1",
    "*,5",
    "mon",
    "MON-fri",
    "jan",
    "dec-feb",
    "$",
    "*/x",
    "1-",
    "-",
  ];
  for (let field = 0; field < 5; field++)
    for (const item of [...numbers, ...ranges, ...others])
      all.push(["*", "*", "*", "*", "*"].with(field, item).join(" "));
  for (const amount of ["0", "1", "30", "59", "60", "600"])
    for (const unit of ["second", "seconds", "Seconds", "sec", "s", "minutes"]) all.push(`${amount} ${unit}`);
  return [...all, "30seconds", " 5 4  *\t* * ", "5 4 * * * ", "0 3 $ * *", "0 0 3 * * *", "* 18-8 * * *"];
}

describe("checkSchedule", () => {
  it("takes what pg_cron takes, and nothing else", async () => {
    const schedules = manySchedules();
    await server.admin.query(`CREATE OR REPLACE FUNCTION pg_temp.takes(schedule text) RETURNS boolean LANGUAGE plpgsql AS $$
      BEGIN PERFORM cron.schedule('probe', schedule, 'SELECT 1'); RETURN true;
      EXCEPTION WHEN invalid_parameter_value THEN RETURN false; END $$`);
    const { rows } = await server.admin.query<{ schedule: string; taken: boolean }>(
      "SELECT schedule, pg_temp.takes(schedule) AS taken FROM unnest($1::text[]) AS schedule",
      [schedules],
    );
    expect(rows).toHaveLength(schedules.length);
    const ours = rows.map(({ schedule }) => ({ schedule, taken: checkSchedule(schedule) === undefined }));
    const differing = rows
      .filter(({ taken }, at) => taken !== ours[at]?.taken)
      .map(({ schedule }) => schedule);
    expect(differing).toEqual(lenient);
    await server.admin.query("SELECT cron.unschedule('probe')");
  });
});

/** What pg_cron takes for something else than it says: a range that goes backwards for none, six fields for the first five. */
const lenient: readonly string[] = ["* * * dec-feb *", "0 0 3 * * *", "* 18-8 * * *"];
