import { describe, expect, it } from "vitest";
import { serverParameters } from "../../../configuration/server-parameters.ts";
import { optionsOf, valuesFor } from "./options.ts";

describe("serverParameters", () => {
  it("gives a server of 16 GB in profile production the figures of requirement R3", () => {
    expect(valuesFor(optionsOf("production"))).toMatchObject({
      shared_buffers: "4GB",
      effective_cache_size: "12GB",
      work_mem: "64MB",
      maintenance_work_mem: "1GB",
      max_wal_size: "4GB",
      min_wal_size: "1GB",
      max_connections: "200",
      wal_level: "replica",
      max_wal_senders: "3",
      wal_keep_size: "1GB",
      random_page_cost: "1.1",
      effective_io_concurrency: "200",
      log_min_duration_statement: "1s",
      log_checkpoints: "on",
      log_connections: "on",
      log_disconnections: "on",
      log_lock_waits: "on",
      log_temp_files: "0",
      superuser_reserved_connections: "3",
      default_statistics_target: "100",
      autovacuum_max_workers: "3",
      autovacuum_naptime: "1min",
      autovacuum_vacuum_threshold: "50",
      autovacuum_analyze_threshold: "50",
    });
  });

  it("lets autovacuum start later and look more often where much is written", () => {
    expect(valuesFor(optionsOf("writes"))).toMatchObject({
      autovacuum_naptime: "30s",
      autovacuum_vacuum_threshold: "1000",
      autovacuum_analyze_threshold: "500",
      max_wal_size: "8GB",
    });
  });

  it("gives a workstation of 128 GB and 16 cores the figures of R3", () => {
    expect(valuesFor(optionsOf("workstation", { memory: 128, cores: 16, storage: 1000 }))).toMatchObject({
      shared_buffers: "32GB",
      effective_cache_size: "96GB",
      work_mem: "512MB",
      maintenance_work_mem: "4GB",
      max_parallel_workers: "16",
      max_parallel_workers_per_gather: "8",
      maintenance_io_concurrency: "100",
    });
  });

  it("gives work with vectors four times the memory to sort in, and twice that to build an index in", () => {
    expect(valuesFor(optionsOf("vector"))).toMatchObject({ work_mem: "256MB", maintenance_work_mem: "2GB" });
  });

  it("fits a laptop's default of 512 MB", () => {
    expect(valuesFor(optionsOf("laptop", { memory: 0.5, cores: 2, storage: 20 }))).toMatchObject({
      shared_buffers: "128MB",
      effective_cache_size: "256MB",
      work_mem: "8MB",
      maintenance_work_mem: "64MB",
      max_connections: "100",
      max_wal_size: "1GB",
      wal_keep_size: "0",
      log_connections: "off",
    });
  });

  it("says why, with the arithmetic, and what would change a value", () => {
    const [buffers, , work] = serverParameters(optionsOf("production"));
    expect(buffers).toEqual({
      name: "shared_buffers",
      group: "memory",
      value: "4GB",
      change: "restart",
      why: "a quarter of the 16 GB of memory",
      changedBy: ["memory"],
    });
    expect(work?.why).toBe(
      "the 12 GB that shared_buffers leaves, for each of the 200 connections, in a round figure",
    );
    expect(work?.changedBy).toEqual(["memory", "profile"]);
  });

  it("makes a commit wait for any one replica when asked to", () => {
    const names = (replicas: number, synchronous: boolean) =>
      valuesFor(optionsOf("laptop", {}, { replicas, synchronous })).synchronous_standby_names;
    expect(names(2, true)).toBe('ANY 1 ("replica-1", "replica-2")');
    expect(names(2, false)).toBe("");
    expect(names(0, true)).toBe("");
  });

  it("has senders and slots for each replica", () => {
    const { max_wal_senders, max_replication_slots } = valuesFor(
      optionsOf("production", {}, { replicas: 5 }),
    );
    expect([max_wal_senders, max_replication_slots]).toEqual(["11", "11"]);
  });

  it("sets no parameter of a library that is not loaded", () => {
    const names = Object.keys(valuesFor(optionsOf("laptop", {}, { preload: ["pg_stat_statements"] })));
    expect(names.filter((name) => name.includes("."))).toEqual([
      "pg_stat_statements.max",
      "pg_stat_statements.track",
    ]);
    expect(valuesFor(optionsOf("laptop", {}, { preload: [] })).shared_preload_libraries).toBe("");
    expect(valuesFor(optionsOf("laptop")).shared_preload_libraries).toBe(
      "pg_stat_statements,auto_explain,pgaudit,pg_cron",
    );
  });

  it("knows what versions of PostgreSQL differ in", () => {
    const change = (majorVersion: number, wanted: string) =>
      serverParameters(optionsOf("laptop", {}, { majorVersion })).find(({ name }) => name === wanted)?.change;
    expect([16, 17, 18].map((version) => change(version, "allow_alter_system"))).toEqual([
      undefined,
      "reload",
      "reload",
    ]);
    expect([16, 17, 18].map((version) => change(version, "autovacuum_max_workers"))).toEqual([
      "restart",
      "restart",
      "reload",
    ]);
  });

  it("asks for no reading ahead where the system cannot", () => {
    const values = valuesFor(optionsOf("laptop", {}, { readAhead: false }));
    expect([values.effective_io_concurrency, values.maintenance_io_concurrency]).toEqual(["0", "0"]);
  });

  it("compresses WAL where the server was built to", () => {
    expect(valuesFor(optionsOf("laptop")).wal_compression).toBe(undefined);
    expect(valuesFor(optionsOf("laptop", {}, { lz4: true })).wal_compression).toBe("lz4");
  });

  it("takes the connections asked for, and shares memory by them", () => {
    const values = valuesFor(optionsOf("production", {}, { maxConnections: 50 }));
    expect([values.max_connections, values.work_mem]).toEqual(["50", "256MB"]);
  });
});
