import { describe, expect, it } from "vitest";
import { serverSettings } from "../../../embedded/engine/server-settings.ts";

const gib = 2 ** 30;
const memoryOf = (memory: number) => serverSettings(memory).slice(0, 4);

describe("serverSettings", () => {
  it("shares the memory out", () => {
    expect(memoryOf(gib / 2)).toEqual([
      "shared_buffers = 128MB",
      "effective_cache_size = 384MB",
      "maintenance_work_mem = 64MB",
      "work_mem = 8MB",
    ]);
  });

  it("keeps to what the WASM build can have", () => {
    expect(memoryOf(64 * gib)).toEqual([
      "shared_buffers = 1024MB",
      "effective_cache_size = 49152MB",
      "maintenance_work_mem = 256MB",
      "work_mem = 64MB",
    ]);
    expect(memoryOf(1)).toEqual([
      "shared_buffers = 16MB",
      "effective_cache_size = 64MB",
      "maintenance_work_mem = 16MB",
      "work_mem = 4MB",
    ]);
  });

  it("keeps statements, which may hold passwords, out of the log", () => {
    expect(serverSettings(gib)).toContain("log_min_error_statement = panic");
  });
});
