import { expect, it } from "vitest";
import { postgresqlConf } from "../../../configuration/postgresql-conf.ts";

const first = "# Made by pgstack from the stack's settings: changes made here are lost at the next `up`.\n";

it("sorts by name and quotes every value", () => {
  expect(postgresqlConf({ work_mem: "4MB", "cron.log_run": "on", shared_preload_libraries: "" })).toBe(
    `${first}cron.log_run = 'on'\nshared_preload_libraries = ''\nwork_mem = '4MB'\n`,
  );
});

it("keeps quotes, backslashes and ends of lines within a value", () => {
  expect(postgresqlConf({ cluster_name: "it's\\here\nfsync = off" })).toBe(
    `${first}cluster_name = 'it''s\\\\here\\nfsync = off'\n`,
  );
});

it("takes no name that is none", () => {
  expect(() => postgresqlConf({ "fsync = off\nport": "1" })).toThrow(TypeError);
  expect(() => postgresqlConf({ port: "1\0" })).toThrow("a value has a zero byte");
});
