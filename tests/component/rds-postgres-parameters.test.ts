import { beforeAll, describe, expect, it } from "vitest";
import type { Registered } from "./mocks.ts";
import { declaredRds, parameterOf } from "./rds.ts";

describe("parameters of RdsPostgres", () => {
  let byDefault: Registered[];
  beforeAll(async () => {
    byDefault = await declaredRds();
  });

  it.each([
    ["log_statement", "ddl", "immediate"],
    ["log_min_duration_statement", "1000", "immediate"],
    ["log_connections", "1", "immediate"],
    ["log_disconnections", "1", "immediate"],
    ["max_connections", "200", "pending-reboot"],
    ["rds.force_ssl", "1", "pending-reboot"],
    ["shared_preload_libraries", "pg_stat_statements,auto_explain,pgaudit,pg_cron", "pending-reboot"],
    ["pgaudit.role", "rds_pgaudit", "immediate"],
    ["cron.database_name", "postgres", "pending-reboot"],
    ["auto_explain.log_min_duration", "1000", "immediate"],
    ["pg_stat_statements.track", "top", "immediate"],
    ["shared_buffers", "{DBInstanceClassMemory/32768}", "pending-reboot"],
    ["effective_cache_size", "{DBInstanceClassMemory*3/32768}", "immediate"],
    ["autovacuum_naptime", "60", "immediate"],
    ["autovacuum_max_workers", "3", "pending-reboot"],
  ])("have requirement R2's %s", (name, value, applyMethod) => {
    expect(parameterOf(byDefault, name)).toEqual({ name, value, applyMethod });
  });

  it("are computed for the storage: sorts may fill a fourth of it", async () => {
    const limit = async (allocatedStorage: number) =>
      Number(parameterOf(await declaredRds({ allocatedStorage }), "temp_file_limit")?.value);
    expect(await limit(200)).toBe(2 * (await limit(100)));
  });

  it("log who connects, whatever the profile says", async () => {
    const resources = await declaredRds({ profile: "laptop" });
    expect(
      ["log_connections", "log_disconnections"].map((name) => parameterOf(resources, name)?.value),
    ).toEqual(["1", "1"]);
  });

  it("are the user's where the user has said something, and computed beside that", async () => {
    const resources = await declaredRds({
      maxConnections: 300,
      parameters: { log_min_duration_statement: "250", log_disconnections: "0", statement_timeout: "60000" },
    });
    expect(
      [
        "max_connections",
        "log_min_duration_statement",
        "log_disconnections",
        "statement_timeout",
        "log_statement",
      ].map((name) => parameterOf(resources, name)?.value),
    ).toEqual(["300", "250", "0", "60000", "ddl"]);
  });
});
