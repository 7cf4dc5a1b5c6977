import { describe, expect, it } from "vitest";
import { GB } from "../../../../configuration/amount.ts";
import {
  type AuroraParameterOptions,
  auroraParameters,
  notOnAurora,
} from "../../../../configuration/rds/aurora-parameters.ts";
import type { RdsParameter } from "../../../../configuration/rds/rds-parameter.ts";
import { UserError } from "../../../../errors/user-error.ts";
import { profiles } from "../options.ts";

const options: AuroraParameterOptions = {
  profile: "production",
  majorVersion: 17,
  preload: ["pg_stat_statements", "auto_explain", "pgaudit", "pg_cron"],
  maxConnections: 200,
  size: { memory: 16 * GB, cores: 2 },
  serverless: false,
};

const table = (group: readonly RdsParameter[]) =>
  Object.fromEntries(group.map(({ name, value, applyMethod }) => [name, `${value} ${applyMethod}`]));

describe("auroraParameters", () => {
  it("gives the cluster what the database is, what it logs, and who gets in", () => {
    expect(table(auroraParameters(options).cluster)).toEqual({
      "auto_explain.log_analyze": "0 immediate",
      "auto_explain.log_min_duration": "1000 immediate",
      autovacuum_analyze_scale_factor: "0.05 pending-reboot",
      autovacuum_analyze_threshold: "50 immediate",
      autovacuum_max_workers: "3 pending-reboot",
      autovacuum_vacuum_cost_limit: "200 immediate",
      autovacuum_vacuum_scale_factor: "0.1 pending-reboot",
      autovacuum_vacuum_threshold: "50 immediate",
      "cron.database_name": "postgres pending-reboot",
      "cron.log_run": "1 pending-reboot",
      "cron.max_running_jobs": "5 pending-reboot",
      "cron.use_background_workers": "1 pending-reboot",
      default_statistics_target: "100 immediate",
      idle_in_transaction_session_timeout: "600000 immediate",
      log_autovacuum_min_duration: "10000 pending-reboot",
      log_connections: "1 immediate",
      log_disconnections: "1 immediate",
      log_lock_waits: "1 immediate",
      log_min_duration_statement: "1000 immediate",
      log_statement: "ddl immediate",
      log_temp_files: "0 immediate",
      password_encryption: "scram-sha-256 pending-reboot",
      "pg_stat_statements.max": "5000 pending-reboot",
      "pg_stat_statements.track": "top immediate",
      "pgaudit.log": "none immediate",
      "pgaudit.role": "rds_pgaudit immediate",
      random_page_cost: "1.1 immediate",
      "rds.force_ssl": "1 pending-reboot",
      "rds.log_retention_period": "10080 immediate",
      shared_preload_libraries: "pg_stat_statements,auto_explain,pgaudit,pg_cron pending-reboot",
      track_activity_query_size: "4096 pending-reboot",
      track_io_timing: "1 pending-reboot",
    });
  });

  it("gives instances what follows from their class: a quarter of memory is what the buffers leave", () => {
    expect(table(auroraParameters(options).instance)).toEqual({
      maintenance_work_mem: "LEAST({DBInstanceClassMemory/32768},8388608) immediate",
      max_connections: "200 pending-reboot",
      max_parallel_maintenance_workers: "2 immediate",
      max_parallel_workers: "2 immediate",
      max_parallel_workers_per_gather: "2 immediate",
      max_worker_processes: "10 pending-reboot",
      work_mem: "LEAST({DBInstanceClassMemory/819200},2097152) immediate",
    });
  });

  it("gives a small class no less to sort in than PostgreSQL does", () => {
    const { instance } = auroraParameters({ ...options, size: { memory: 2 * GB, cores: 2 } });
    expect(table(instance).work_mem).toBe("GREATEST({DBInstanceClassMemory/819200},4096) immediate");
  });

  it("leaves to a serverless cluster what follows its capacity, and fixes what does not", () => {
    const serverless = (memory: number) =>
      auroraParameters({ ...options, serverless: true, size: { memory, cores: 1 } });
    expect(table(serverless(GB).instance)).toEqual({
      max_connections: "200 pending-reboot",
      work_mem: "4096 immediate",
    });
    // 64 GB, of which the connections have a quarter.
    expect(table(serverless(64 * GB).instance).work_mem).toBe("83886 immediate");
    const { cluster } = serverless(GB);
    expect(cluster.map(({ name }) => name).filter((name) => name.startsWith("autovacuum"))).toEqual([
      "autovacuum_analyze_scale_factor",
      "autovacuum_analyze_threshold",
      "autovacuum_vacuum_scale_factor",
      "autovacuum_vacuum_threshold",
    ]);
  });

  it.each(profiles)("has nothing of profile %s that Aurora has not, in either group", (profile) => {
    const { cluster, instance } = auroraParameters({ ...options, profile });
    const names = [...cluster, ...instance].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    const wrong = [...Object.keys(notOnAurora), "shared_buffers", "effective_cache_size", "temp_file_limit"];
    expect(names.filter((name) => wrong.includes(name))).toEqual([]);
  });

  it("takes values in place of the computed ones, and others, by a restart where it does not know better", () => {
    const { cluster, instance } = auroraParameters({
      ...options,
      overrides: { log_statement: "all", work_mem: "65536", statement_timeout: "60000" },
    });
    expect(table(cluster)).toMatchObject({
      log_statement: "all immediate",
      statement_timeout: "60000 pending-reboot",
    });
    expect(table(instance).work_mem).toBe("65536 immediate");
    expect(cluster.map(({ name }) => name)).toEqual([...cluster.map(({ name }) => name)].sort());
  });

  it("says what is not there to be set", () => {
    const wrong = () => auroraParameters({ ...options, overrides: { max_wal_size: "8192" } });
    expect(wrong).toThrow(UserError);
    expect(wrong).toThrow(
      "Aurora has no parameter max_wal_size: the log goes to the storage, and is no file that could grow",
    );
  });
});
