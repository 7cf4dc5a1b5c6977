import { describe, expect, it } from "vitest";
import { GB } from "../../../configuration/amount.ts";
import { memoryBudget } from "../../../configuration/memory-budget.ts";
import { serverParameters } from "../../../configuration/server-parameters.ts";
import type { Profile } from "../../../settings/settings.ts";
import { bytesOf, optionsOf, profiles, valuesFor } from "./options.ts";

/** From 256 MB to 1 TB of memory, with odd sizes between; in GB. */
const memories = Array.from({ length: 400 }, (_, step) => 0.25 * 4096 ** (step / 399));
const coreCounts = [1, 1.5, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128];
/** From 1 GB to 16 TB. */
const storages = Array.from({ length: 60 }, (_, step) => 16_384 ** (step / 59));

const inMemory = [
  "shared_buffers",
  "effective_cache_size",
  "work_mem",
  "maintenance_work_mem",
  "max_connections",
];
const inCores = [
  "max_worker_processes",
  "max_parallel_workers",
  "max_parallel_workers_per_gather",
  "max_parallel_maintenance_workers",
  "autovacuum_max_workers",
];
const inStorage = [
  "max_wal_size",
  "min_wal_size",
  "wal_keep_size",
  "max_slot_wal_keep_size",
  "temp_file_limit",
];

function grows(names: readonly string[], runs: readonly Record<string, string>[]): void {
  for (const name of names) {
    const values = runs.map((run) => bytesOf(run[name]));
    expect(values.every(Number.isFinite), name).toBe(true);
    expect(
      values.filter((value, index) => value < (values[index - 1] ?? 0)),
      name,
    ).toEqual([]);
  }
}

describe.each(profiles)("profile %s at any size", (profile: Profile) => {
  it("gives no less for more memory, more cores, or more storage", () => {
    grows(
      [...inMemory, "max_wal_size"],
      memories.map((memory) => valuesFor(optionsOf(profile, { memory, storage: 16_384 }))),
    );
    grows(
      inCores,
      coreCounts.map((cores) => valuesFor(optionsOf(profile, { cores }))),
    );
    grows(
      inStorage,
      storages.map((storage) => valuesFor(optionsOf(profile, { storage, memory: 256 }))),
    );
  });

  it("keeps buffers below 40 % of the memory, and within what the system caches", () => {
    for (const memory of memories) {
      const values = valuesFor(optionsOf(profile, { memory }));
      const buffers = bytesOf(values.shared_buffers);
      expect(buffers).toBeLessThanOrEqual(0.4 * memory * GB);
      expect(buffers).toBeGreaterThanOrEqual(0.24 * memory * GB);
      expect(buffers).toBeLessThanOrEqual(bytesOf(values.effective_cache_size));
      expect(bytesOf(values.maintenance_work_mem)).toBeLessThanOrEqual((memory * GB) / 8);
    }
  });

  it("never lets WAL and temporary files take more than their share of the storage", () => {
    for (const storage of storages)
      for (const memory of [0.25, 16, 1024]) {
        const values = valuesFor(optionsOf(profile, { storage, memory }));
        expect(bytesOf(values.max_wal_size)).toBeLessThanOrEqual((storage * GB) / 10);
        expect(bytesOf(values.max_slot_wal_keep_size)).toBeLessThanOrEqual((storage * GB) / 4);
        expect(bytesOf(values.temp_file_limit)).toBeLessThanOrEqual((storage * GB) / 4);
        expect(bytesOf(values.min_wal_size)).toBeGreaterThanOrEqual(32 * 1024 ** 2);
        expect(bytesOf(values.min_wal_size)).toBeLessThanOrEqual(bytesOf(values.max_wal_size));
        expect(bytesOf(values.wal_keep_size)).toBeLessThanOrEqual(bytesOf(values.max_slot_wal_keep_size));
      }
  });

  it("shares no more memory by work_mem than there is, by the profile's own reckoning", () => {
    const busy = { laptop: 0.5, vector: 0.25, production: 1, writes: 1, workstation: 1 }[profile];
    for (const memory of memories) {
      const values = valuesFor(optionsOf(profile, { memory }));
      const work = bytesOf(values.work_mem);
      const least = 4 * 1024 ** 2;
      const shared = bytesOf(values.shared_buffers) + Number(values.max_connections) * busy * work;
      if (work > least) expect(shared).toBeLessThanOrEqual(1.12 * memory * GB);
      expect(work).toBeGreaterThanOrEqual(least);
    }
  });

  it("leaves room beside parallel workers for pg_cron, its jobs, and replication", () => {
    for (const cores of coreCounts) {
      const values = valuesFor(optionsOf(profile, { cores }));
      const others = Number(values.max_worker_processes) - Number(values.max_parallel_workers);
      expect(others).toBeGreaterThanOrEqual(2 + Number(values["cron.max_running_jobs"]));
      expect(Number(values.max_parallel_workers_per_gather)).toBeLessThanOrEqual(
        cores < 2 ? 0 : Math.max(2, cores / 2),
      );
    }
  });

  it("names each parameter once, with a sentence for it", () => {
    const all = memories.flatMap((memory) => [serverParameters(optionsOf(profile, { memory }))]);
    for (const parameters of all) {
      expect(new Set(parameters.map(({ name }) => name)).size).toBe(parameters.length);
      for (const { why } of parameters) expect(why).toMatch(/^\S.{9,}[^.\s]$/);
    }
  });

  it("changes a value only for the settings that it names", () => {
    const changes = [
      ["memory", { memory: 3 }, {}],
      ["cpus", { cores: 9 }, {}],
      ["storage", { storage: 7 }, {}],
      ["replicas", {}, { replicas: 3, synchronous: true }],
      ["synchronousReplication", {}, { replicas: 1, synchronous: true }],
      ["image", {}, { preload: ["pg_stat_statements"] }],
    ] as const;
    const base = optionsOf(profile);
    for (const [setting, size, more] of changes) {
      const before = valuesFor(setting === "synchronousReplication" ? { ...base, replicas: 1 } : base);
      const after = serverParameters(optionsOf(profile, size, more));
      const wrong = after.filter(
        ({ name, value, changedBy }) => value !== before[name] && !changedBy.includes(setting),
      );
      expect(
        wrong.map(({ name }) => name),
        setting,
      ).toEqual([]);
    }
    for (const other of profiles) {
      const before = valuesFor(base);
      const wrong = serverParameters(optionsOf(other)).filter(
        ({ name, value, changedBy }) => value !== before[name] && !changedBy.includes("profile"),
      );
      expect(
        wrong.map(({ name }) => name),
        other,
      ).toEqual([]);
    }
  });

  it("says what it may take at the worst", () => {
    for (const memory of memories) {
      const budget = memoryBudget(optionsOf(profile, { memory }));
      expect(budget.total).toBe(budget.shared + budget.sessions + budget.vacuums);
      expect(budget.idle).toBeLessThanOrEqual(memory * GB);
    }
  });
});
