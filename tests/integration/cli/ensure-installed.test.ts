import { cpSync, mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { projectRoot } from "../../../settings/paths.ts";
import { fakeCommand } from "./fake-command.ts";
import { runProcess } from "./run-process.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** A checkout with a lock file, and an npm that notes how it is called. */
function checkout(npm = "exit 0") {
  const root = temporaryFolder();
  const { folder, calls } = fakeCommand(join(root, "bin"), "npm", npm);
  mkdirSync(join(root, "tools"));
  cpSync(join(projectRoot, "tools/ensure-installed.mjs"), join(root, "tools/ensure-installed.mjs"));
  writeFileSync(join(root, "package-lock.json"), "{}");
  const run = () =>
    runProcess(process.execPath, [join(root, "tools/ensure-installed.mjs")], {
      env: { ...process.env, PATH: `${folder}:/usr/bin:/bin` },
    });
  const installed = (secondsAfterLockFile: number) => {
    const now = Date.now() / 1000;
    mkdirSync(join(root, "node_modules"), { recursive: true });
    writeFileSync(join(root, "node_modules/.package-lock.json"), "{}");
    utimesSync(join(root, "package-lock.json"), now, now);
    utimesSync(join(root, "node_modules/.package-lock.json"), now, now + secondsAfterLockFile);
  };
  return { root, run, calls, installed };
}

const installing = "installing the project's packages: npm ci\n";

describe("tools/ensure-installed.mjs", () => {
  it("says nothing and does nothing when the packages are as the lock file has them", async () => {
    const { run, calls, installed } = checkout();
    installed(60);
    expect(await run()).toEqual({ code: 0, signal: null, stdout: "", stderr: "" });
    expect(calls()).toEqual([]);
  });

  it("installs when there are none", async () => {
    const { run, calls } = checkout();
    expect(await run()).toMatchObject({ code: 0, stderr: installing });
    expect(calls()).toEqual(["ci --no-audit --no-fund"]);
  });

  it("installs when an installation was cut short", async () => {
    const { root, run, calls } = checkout();
    mkdirSync(join(root, "node_modules/yaml"), { recursive: true });
    expect(await run()).toMatchObject({ code: 0, stderr: installing });
    expect(calls()).toHaveLength(1);
  });

  it("installs when the lock file is newer", async () => {
    const { run, calls, installed } = checkout();
    installed(-60);
    expect(await run()).toMatchObject({ code: 0, stderr: installing });
    expect(calls()).toHaveLength(1);
  });

  it("ends with npm's code when it fails", async () => {
    expect(await checkout("exit 4").run()).toMatchObject({ code: 4 });
  });
});
