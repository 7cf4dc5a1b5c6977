import { describe, expect, it } from "vitest";
import { GB } from "../../../../configuration/amount.ts";
import { rdsParameterGroup } from "../../../../configuration/rds/parameter-group.ts";
import { rdsValue, unitOf } from "../../../../configuration/rds/rds-value.ts";
import { bytesOf, optionsOf, profiles, valuesFor } from "../options.ts";

const groupOf = (...args: Parameters<typeof optionsOf>) => {
  const { profile, size, majorVersion, preload } = optionsOf(...args);
  return rdsParameterGroup({ profile, size, majorVersion, preload });
};

/** What RDS makes of a value: one quotient in braces, within one GREATEST or LEAST. */
function evaluate(value: string, memory: number): number {
  const {
    choose,
    times = "1",
    by,
    bound,
  } = /^(?<choose>GREATEST|LEAST)?\(?\{DBInstanceClassMemory(\*(?<times>\d+))?\/(?<by>\d+)\}(,(?<bound>\d+)\))?$/.exec(
    value,
  )?.groups ?? {};
  if (by === undefined) return Number(value);
  const quotient = Math.floor((memory * Number(times)) / Number(by));
  if (choose === undefined) return quotient;
  return (choose === "LEAST" ? Math.min : Math.max)(quotient, Number(bound));
}

describe("rdsParameterGroup", () => {
  it("gives the parameters of requirement R2, for every class", () => {
    const { memory: _, ...group } = Object.fromEntries(
      groupOf("production").map(({ name, value, applyMethod }) => [name, `${value} ${applyMethod}`]),
    );
    expect(group).toEqual({
      autovacuum_analyze_scale_factor: "0.05 pending-reboot",
      autovacuum_analyze_threshold: "50 immediate",
      autovacuum_max_workers: "3 pending-reboot",
      autovacuum_naptime: "60 immediate",
      autovacuum_vacuum_cost_limit: "200 immediate",
      autovacuum_vacuum_scale_factor: "0.1 pending-reboot",
      autovacuum_vacuum_threshold: "50 immediate",
      "auto_explain.log_analyze": "0 immediate",
      "auto_explain.log_min_duration": "1000 immediate",
      "auto_explain.log_settings": "1 immediate",
      checkpoint_completion_target: "0.9 pending-reboot",
      checkpoint_timeout: "300 immediate",
      "cron.database_name": "postgres pending-reboot",
      "cron.log_run": "1 pending-reboot",
      "cron.max_running_jobs": "5 pending-reboot",
      "cron.use_background_workers": "1 pending-reboot",
      default_statistics_target: "100 immediate",
      effective_cache_size: "{DBInstanceClassMemory*3/32768} immediate",
      effective_io_concurrency: "200 immediate",
      hot_standby_feedback: "1 immediate",
      idle_in_transaction_session_timeout: "600000 immediate",
      jit: "0 immediate",
      log_autovacuum_min_duration: "10000 pending-reboot",
      log_checkpoints: "1 pending-reboot",
      log_connections: "1 immediate",
      log_disconnections: "1 immediate",
      log_lock_waits: "1 immediate",
      log_min_duration_statement: "1000 immediate",
      log_statement: "ddl immediate",
      log_temp_files: "0 immediate",
      maintenance_io_concurrency: "100 immediate",
      maintenance_work_mem: "LEAST({DBInstanceClassMemory/16384},8388608) immediate",
      max_connections: "LEAST({DBInstanceClassMemory/9531392},200) pending-reboot",
      max_parallel_maintenance_workers: "2 immediate",
      max_parallel_workers: "4 immediate",
      max_parallel_workers_per_gather: "2 immediate",
      max_slot_wal_keep_size: "25600 immediate",
      max_wal_size: "4096 immediate",
      max_worker_processes: "12 pending-reboot",
      min_wal_size: "1024 immediate",
      password_encryption: "scram-sha-256 pending-reboot",
      "pg_stat_statements.max": "5000 pending-reboot",
      "pg_stat_statements.track": "top immediate",
      "pgaudit.log": "none immediate",
      "pgaudit.role": "rds_pgaudit immediate",
      random_page_cost: "1.1 immediate",
      "rds.force_ssl": "1 pending-reboot",
      "rds.log_retention_period": "10080 immediate",
      shared_buffers: "{DBInstanceClassMemory/32768} pending-reboot",
      shared_preload_libraries: "pg_stat_statements,auto_explain,pgaudit,pg_cron pending-reboot",
      temp_file_limit: "26214400 pending-reboot",
      track_activity_query_size: "4096 pending-reboot",
      track_io_timing: "1 pending-reboot",
      wal_keep_size: "1024 immediate",
      work_mem: "LEAST({DBInstanceClassMemory/273067},2097152) immediate",
    });
  });

  it.each(profiles)("has the figures of profile %s for classes of 1 GB to 1 TB, within 10 %", (profile) => {
    const names = [
      "shared_buffers",
      "effective_cache_size",
      "work_mem",
      "maintenance_work_mem",
      "max_connections",
    ];
    for (const memory of [1, 2, 4, 8, 16, 32, 64, 128, 256, 384, 1024]) {
      const own = valuesFor(optionsOf(profile, { memory }));
      const group = Object.fromEntries(groupOf(profile, { memory }).map(({ name, value }) => [name, value]));
      for (const name of names) {
        const units: Record<string, number> = { "8kB": 8192, kB: 1024 };
        const rds = evaluate(group[name] ?? "", memory * GB) * (units[unitOf[name] ?? ""] ?? 1);
        const local = bytesOf(own[name]);
        // Smaller classes have fewer connections, by which no formula of RDS's can share.
        if (name === "work_mem" && memory < 2) continue;
        expect(Math.abs(rds / local - 1), `${name} of ${memory} GB: ${rds} and ${local}`).toBeLessThan(0.125);
      }
    }
  });

  it("keeps the log on the instance as long as RDS does, at most", () => {
    const { profile, size, majorVersion, preload } = optionsOf("production");
    const minutes = (logRetention: number) =>
      rdsParameterGroup({ profile, size, majorVersion, preload, logRetention }).find(
        ({ name }) => name === "rds.log_retention_period",
      )?.value;
    expect([0, 1, 3, 30].map(minutes)).toEqual(["1440", "1440", "4320", "10080"]);
  });
});

describe("rdsParameterGroup with parameters of the user's", () => {
  const { profile, size, majorVersion, preload } = optionsOf("production");
  const withOwn = (parameters: Record<string, string>) =>
    rdsParameterGroup({ profile, size, majorVersion, preload, parameters });

  it("takes them in place of the computed ones and beside them, sorted by name", () => {
    const computed = withOwn({});
    const own = withOwn({ log_statement: "all", statement_timeout: "60000" });
    expect(own).toHaveLength(computed.length + 1);
    expect(own.filter(({ why }) => why === "as asked for")).toEqual([
      { name: "log_statement", value: "all", applyMethod: "immediate", why: "as asked for" },
      { name: "statement_timeout", value: "60000", applyMethod: "immediate", why: "as asked for" },
    ]);
    expect(own.map(({ name }) => name)).toEqual([...own.map(({ name }) => name)].sort());
  });

  it("applies at the next start what the server reads there alone, or the family has anyway", () => {
    const own = withOwn({
      max_prepared_transactions: "10",
      "cron.timezone": "UTC",
      idle_in_transaction_session_timeout: "86400000",
      deadlock_timeout: "2000",
    });
    const method = (name: string) => own.find((parameter) => parameter.name === name)?.applyMethod;
    expect([
      method("max_prepared_transactions"),
      method("cron.timezone"),
      method("idle_in_transaction_session_timeout"),
      method("deadlock_timeout"),
    ]).toEqual(["pending-reboot", "pending-reboot", "pending-reboot", "immediate"]);
  });
});

describe("rdsValue", () => {
  it("counts in PostgreSQL's units", () => {
    expect([
      rdsValue("shared_buffers", "1GB"),
      rdsValue("work_mem", "64MB"),
      rdsValue("autovacuum_naptime", "1min"),
      rdsValue("max_wal_size", "1TB"),
      rdsValue("jit", "off"),
      rdsValue("log_statement", "ddl"),
    ]).toEqual(["131072", "65536", "60", "1048576", "0", "ddl"]);
  });

  it("guesses no unit", () => {
    expect(() => rdsValue("new_limit", "1GB")).toThrow("the unit of new_limit on RDS is not known");
  });
});
