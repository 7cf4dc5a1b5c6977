import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { processStart } from "../../../machine/process-start.ts";

describe("processStart", () => {
  it("is the same for one process, differs between two, and ends with it", async () => {
    const child = spawn(process.execPath, ["-e", "process.stdin.resume()"]);
    await once(child, "spawn");
    const pid = child.pid ?? 0;
    const start = processStart(pid);
    expect(start).toBeDefined();
    expect(processStart(pid)).toBe(start);
    expect(processStart(process.pid)).not.toBe(start);
    child.kill("SIGKILL");
    await once(child, "exit");
    expect(processStart(pid)).toBeUndefined();
  });
});
