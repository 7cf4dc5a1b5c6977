import { describe, expect, it } from "vitest";
import { checkModel } from "../../../model/check-model.ts";
import type { DatabaseModel, Schema } from "../../../model/database-model.ts";
import { durationSeconds } from "../../../model/duration.ts";
import type { Job } from "../../../model/job.ts";
import { jobLimits } from "../../../model/job-limits.ts";
import type { MaterializedView } from "../../../model/materialized-view.ts";
import { temporaryMakers } from "../../../model/temporary-makers.ts";

const schema: Schema = { name: "s", owner: "own", comment: "", grants: [], indexes: [] };
const model: DatabaseModel = {
  extensions: [],
  roles: [
    { name: "own", comment: "" },
    { name: "worker", comment: "", login: true },
  ],
  schemas: [schema],
};
const job: Job = { name: "nightly", schedule: "0 3 * * *", command: "SELECT 1" };
const view: MaterializedView = { name: "daily", query: "SELECT 1 AS a" };

function mistakes(changes: Partial<DatabaseModel>): string {
  try {
    checkModel({ ...model, ...changes });
    return "";
  } catch (error) {
    return (error as Error).message;
  }
}
const withJob = (changes: Partial<Job>) => mistakes({ jobs: [{ ...job, ...changes }] });
const withView = (changes: Partial<MaterializedView>, more: Partial<Schema> = {}) =>
  mistakes({ schemas: [{ ...schema, ...more, materializedViews: [{ ...view, ...changes }] }] });

describe("jobs of a model", () => {
  it("have nothing against them", () => {
    expect(withJob({ role: "worker", schedule: "30 seconds", active: false })).toBe("");
  });

  it.each([
    [{ schedule: "0 3 * *" }, 'job nightly: schedule "0 3 * *" has 4 fields: '],
    [{ command: " " }, "job nightly: command is empty"],
    [{ role: "ghost" }, "job nightly: role: there is no role ghost"],
    [{ role: "own" }, "job nightly: role: own does not log in, and pg_cron runs jobs of roles alone that do"],
  ])("are refused with %o", (changes, why) => {
    expect(withJob(changes)).toContain(why);
  });

  it("have names of their own, those that refresh views among them", () => {
    const materializedViews = [{ ...view, key: ["a"], refresh: { schedule: "@hourly" } }];
    const jobs = [job, job, { ...job, name: "refresh s.daily" }];
    expect(mistakes({ jobs, schemas: [{ ...schema, materializedViews }] })).toBe(
      "job nightly: is declared twice\njob refresh s.daily: is declared twice\n  Correct model/database.ts.",
    );
  });
});

it("pg_cron is no extension to declare", () => {
  expect(mistakes({ extensions: [{ name: "pg_cron" }] })).toContain(
    "extension pg_cron: is made with the first job, in database postgres: remove it from extensions",
  );
});

describe("materialized views of a model", () => {
  const refresh = { schedule: "@hourly", maxAge: "2h" } as const;

  it("have nothing against them", () => {
    expect(withView({})).toBe("");
    expect(withView({ key: ["a"], refresh })).toBe("");
    expect(withView({ refresh: { ...refresh, concurrently: false } })).toBe("");
    const index = { name: "i", table: "daily", keys: [{ column: "a" }], unique: true };
    expect(withView({ refresh }, { indexes: [index] })).toBe("");
  });

  it.each([
    [{ query: " " }, "materialized view s.daily: query is empty"],
    [{ key: [] }, "materialized view s.daily: key names no column"],
    [
      { key: ["a"], refresh: { schedule: "hourly" } },
      'materialized view s.daily: refresh.schedule "hourly" has one field: ',
    ],
    [
      { key: ["a"], refresh: { maxAge: "2.5h" as const } },
      'materialized view s.daily: refresh.maxAge "2.5h" is no length of time such as 30s, 90min, 2h or 7d',
    ],
    [
      { refresh },
      "materialized view s.daily: readers go on while it is refreshed where its rows can be told apart: give it a key, ",
    ],
  ])("are refused with %o", (changes, why) => {
    expect(withView(changes)).toContain(why);
  });

  it.each([
    ["where", { where: "a > 1" }],
    ["expression", { keys: [{ expression: "lower(a)" }] }],
    ["unique", { unique: false }],
    ["table", { table: "another" }],
  ])("are not refreshed beside readers by an index with another %s", (_what, changes) => {
    const index = { name: "i", table: "daily", keys: [{ column: "a" }], unique: true, ...changes };
    expect(withView({ refresh }, { indexes: [index] })).toContain("give it a key");
  });
});

describe("durationSeconds", () => {
  it.each([
    ["30s", 30],
    ["90min", 5_400],
    ["2h", 7_200],
    ["7d", 604_800],
    ["0h", undefined],
    ["2 h", undefined],
    ["2m", undefined],
    ["99999d", undefined],
  ])("of %s is %s", (text, seconds) => {
    expect(durationSeconds(text)).toBe(seconds);
  });
});

describe("temporaryMakers", () => {
  it("are those declared, and owners of views that are refreshed beside readers", () => {
    const of = (materializedViews: MaterializedView[]) =>
      temporaryMakers({ access: { temporary: ["app"] }, schemas: [{ ...schema, materializedViews }] });
    expect(of([])).toEqual(["app"]);
    expect(of([view])).toEqual(["app"]);
    expect(of([{ ...view, refresh: { concurrently: false } }])).toEqual(["app"]);
    expect(of([{ ...view, key: ["a"] }])).toEqual(["app", "own"]);
    expect(of([{ ...view, refresh: { maxAge: "1h" } }])).toEqual(["app", "own"]);
  });
});

describe("jobLimits", () => {
  const materializedViews = [
    { ...view, refresh: { schedule: "@hourly" } },
    { ...view, name: "weekly", refresh: { schedule: "@weekly", maxAge: "8d" } as const },
    { ...view, name: "never" },
  ];
  const declared = {
    jobs: [job, { ...job, name: "hourly" }],
    schemas: [{ ...schema, materializedViews }],
  };

  it("name what a server without pg_cron leaves out", () => {
    expect(jobLimits(declared, { scheduledJobs: false })).toEqual([
      "The server has no pg_cron: nightly, hourly are not scheduled.",
      "The server has no pg_cron: s.daily is not refreshed on schedule; nothing refreshes it: give it a maxAge, and pgstack up does.",
      "The server has no pg_cron: s.weekly is not refreshed on schedule; pgstack up refreshes it when it is older than 8d.",
    ]);
  });

  it("are none where there is pg_cron, or nothing to run", () => {
    expect(jobLimits(declared, { scheduledJobs: true })).toEqual([]);
    expect(jobLimits(model, { scheduledJobs: false })).toEqual([]);
  });
});
