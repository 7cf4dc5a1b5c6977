import { describe, expect, it } from "vitest";
import { configTable } from "../../../cli/output/config-table.ts";
import type { Styler } from "../../../cli/output/style.ts";
import { memoryBudget } from "../../../configuration/memory-budget.ts";
import { serverParameters } from "../../../configuration/server-parameters.ts";
import { compareParameters } from "../../../operations/doctor/configuration/compare-parameters.ts";
import type { ConfigurationReport } from "../../../operations/doctor/configuration/configuration-report.ts";
import type { RunningParameter } from "../../../operations/doctor/configuration/running-parameters.ts";
import { optionsOf } from "../configuration/options.ts";

const plain = (text: string) => text;
const style: Styler = { bold: plain, dim: plain, green: plain, yellow: plain, red: plain, cyan: plain };

const options = optionsOf("production", {}, { replicas: 2, synchronous: true });
const parameters = serverParameters(options);
const running: readonly RunningParameter[] = parameters.map(({ name, value }) => ({
  name,
  value,
  written: value,
  pendingRestart: false,
}));
const report: ConfigurationReport = {
  settings: [
    { name: "profile", value: "production", set: true },
    { name: "memory", value: "16GB", set: false },
  ],
  options,
  parameters: compareParameters(parameters, running),
  budget: memoryBudget(options),
  compared: true,
};

/** The same with one value of the running server changed. */
function differing(name: string, change: Partial<RunningParameter>): ConfigurationReport {
  const changed = running.map((each) => (each.name === name ? { ...each, ...change } : each));
  return { ...report, parameters: compareParameters(parameters, changed) };
}

describe("configTable", () => {
  it("gives each value with what would change it and why", () => {
    const lines = configTable(report, 80, style).split("\n");
    expect(lines.slice(0, 11)).toEqual([
      "PostgreSQL 17, computed from",
      "  profile                             production",
      "  memory                              16GB by default",
      "Of 16 GB of memory the server takes 4.72 GB with all connections idle, 21.2 GB",
      "if all of them sorted at once and every vacuum was in a large table.",
      "",
      "Memory",
      "  shared_buffers                      4GB                               memory *",
      "    a quarter of the 16 GB of memory",
      "  effective_cache_size                12GB                        memory profile",
      "    three quarters of the 16 GB of memory; what else the system caches",
    ]);
    expect(lines.at(-1)).toBe(`The server runs with all ${parameters.length} of them.`);
  });

  it.each([60, 80, 100])("keeps within %i columns", (columns) => {
    const lines = configTable(differing("work_mem", { value: "4MB" }), columns, style).split("\n");
    const long = lines.filter((line) => line.length > columns);
    // Libraries and replicas are one word, which is left whole to be copied.
    expect(long.filter((line) => !/shared_preload_libraries|synchronous_standby_names/.test(line))).toEqual(
      [],
    );
  });

  it("marks what the running server has otherwise", () => {
    const lines = configTable(differing("work_mem", { value: "4MB" }), 80, style).split("\n");
    const at = lines.findIndex((line) => line.includes("work_mem  "));
    expect(lines[at + 3]).toBe("    runs with 4MB: changed by hand");
    expect(lines.slice(-2).join(" ")).toBe(
      "The server has other values of work_mem; what was changed by hand stays until it is changed back.",
    );
  });

  it("puts a long value on a line of its own", () => {
    const lines = configTable(report, 80, style).split("\n");
    const at = lines.findIndex((line) => line.includes("shared_preload_libraries"));
    expect(lines.slice(at, at + 2)).toEqual([
      "  shared_preload_libraries                                               image *",
      "    pg_stat_statements,auto_explain,pgaudit,pg_cron",
    ]);
  });

  it("tells apart what waits for a restart and what for an up", () => {
    const line = (change: Partial<RunningParameter>) =>
      configTable(differing("shared_buffers", change), 80, style)
        .split("\n")
        .find((text) => text.includes("runs with"));
    expect(line({ value: "128MB", pendingRestart: true })).toBe("    runs with 128MB: restart pending");
    expect(line({ value: "128MB", written: "128MB" })).toBe("    runs with 128MB: changes at the next up");
    expect(line({ value: "128MB", written: null })).toBe("    runs with 128MB: changes at the next up");
  });

  it("says why there is nothing to compare with", () => {
    const lines = configTable({ ...report, compared: "there is no server yet" }, 80, style).split("\n");
    expect(lines.at(-1)).toBe("Not compared with a running server: there is no server yet.");
  });
});
