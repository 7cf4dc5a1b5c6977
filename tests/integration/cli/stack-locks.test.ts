import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { removeStaleLocks, stackLocks } from "../../../cli/workspace/stack-locks.ts";
import { processInfo } from "../../../machine/process-info.ts";
import { runProcess, startProcess, until } from "./run-process.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const hourAgo = () => new Date(Date.now() - 3_600_000);

/** Writes a lock as Pulumi's file back end does. */
function lock(root: string, pid: number, since: Date, host = hostname()): string {
  const folder = join(root, ".pgstack/state/.pulumi/locks/organization/pgstack/dev");
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "0193c656-3ab2-43f4-8f1e-02b9f2679e13.json");
  const content = { pid, username: "anna", hostname: host, timestamp: since.toISOString() };
  writeFileSync(file, JSON.stringify(content));
  writeFileSync(`${file}.attrs`, "{}");
  return file;
}

describe("stack locks", () => {
  it("are none before the first run", () => {
    expect(stackLocks("dev", temporaryFolder())).toEqual([]);
  });

  it("tell who holds the stack, and stay while its process runs", () => {
    const root = temporaryFolder();
    const { pid } = startProcess("sleep", ["60"]);
    const since = new Date();
    const file = lock(root, pid, since);
    expect(stackLocks("dev", root)).toEqual([
      { file, pid, hostname: hostname(), username: "anna", since, held: true },
    ]);
    expect(removeStaleLocks("dev", root)).toEqual([]);
    expect(existsSync(file)).toBe(true);
  });

  it("go when the process was killed, with the file of attributes", async () => {
    const root = temporaryFolder();
    const { pid, ended } = startProcess("sleep", ["60"]);
    const file = lock(root, pid, new Date());
    process.kill(pid, "SIGKILL");
    await ended;
    expect(removeStaleLocks("dev", root).map((stale) => stale.pid)).toEqual([pid]);
    expect(readdirSync(join(file, ".."))).toEqual([]);
  });

  it("go when their number belongs to a later process by now", () => {
    const root = temporaryFolder();
    const { pid } = startProcess("sleep", ["60"]);
    lock(root, pid, hourAgo());
    expect(removeStaleLocks("dev", root).map((stale) => stale.pid)).toEqual([pid]);
  });

  it("stay when that later process is a Pulumi: the clock may have been set", async () => {
    const root = temporaryFolder();
    copyFileSync("/bin/sleep", join(root, "pulumi"));
    const { pid } = startProcess(join(root, "pulumi"), ["60"]);
    await until("it runs", () => (processInfo(pid) as { program?: string })?.program === "pulumi");
    lock(root, pid, hourAgo());
    expect(removeStaleLocks("dev", root)).toEqual([]);
  });

  it("of another machine stay", async () => {
    const root = temporaryFolder();
    const { pid, ended } = startProcess("true", []);
    await ended;
    lock(root, pid, hourAgo(), "elsewhere");
    expect(removeStaleLocks("dev", root)).toEqual([]);
  });
});

describe("processInfo", () => {
  it("knows when a process started, and its program", async () => {
    const before = Date.now();
    const { pid } = startProcess("sleep", ["60"]);
    await until("it runs", () => (processInfo(pid) as { program?: string })?.program === "sleep");
    const info = processInfo(pid);
    expect(info).toEqual({ started: expect.any(Number), program: "sleep" });
    const { started } = info as { started: number };
    expect(Math.abs(started - before)).toBeLessThan(2_000);
  });

  it("says the same each time it is asked", async () => {
    const first = processInfo(process.pid) as { started: number };
    await runProcess("true", []);
    const second = processInfo(process.pid) as { started: number };
    expect(Math.abs(second.started - first.started)).toBeLessThan(50);
  });

  it("takes what is left of an ended process for none", async () => {
    // A shell that becomes another program never collects the child it had; one that ends before that, it does.
    const { child } = startProcess("sh", ["-c", "sleep 1 & echo $!; exec sleep 60"]);
    const remains = await new Promise<number>((resolve) =>
      child.stdout?.once("data", (chunk: Buffer) => resolve(Number(chunk))),
    );
    await until("it has ended", () => processInfo(remains) === undefined);
    expect(process.kill(remains, 0)).toBe(true);
  });
});
