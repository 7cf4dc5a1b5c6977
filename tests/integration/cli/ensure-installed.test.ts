import { cpSync, mkdirSync, writeFileSync } from "node:fs";
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
  const lock = (packages: object) => JSON.stringify({ packages: { "": {}, ...packages } });
  const yaml = (version: string) => ({ "node_modules/yaml": { version } });
  const elsewhere = { "node_modules/other-system": { version: "1.0.0", optional: true } };
  writeFileSync(join(root, "package-lock.json"), lock({ ...yaml("2.0.0"), ...elsewhere }));
  const run = () =>
    runProcess(process.execPath, [join(root, "tools/ensure-installed.mjs")], {
      env: { ...process.env, PATH: `${folder}:/usr/bin:/bin` },
    });
  const installed = (version: string) => {
    mkdirSync(join(root, "node_modules"), { recursive: true });
    writeFileSync(join(root, "node_modules/.package-lock.json"), lock(yaml(version)));
  };
  return { root, run, calls, installed };
}

const installing = "installing the project's packages: npm ci\n";

describe("tools/ensure-installed.mjs", () => {
  it("says nothing and does nothing when the packages are as the lock file has them", async () => {
    const { run, calls, installed } = checkout();
    installed("2.0.0");
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

  it("installs when a package has another version", async () => {
    const { run, calls, installed } = checkout();
    installed("1.9.0");
    expect(await run()).toMatchObject({ code: 0, stderr: installing });
    expect(calls()).toHaveLength(1);
  });

  it("ends with npm's code when it fails", async () => {
    expect(await checkout("exit 4").run()).toMatchObject({ code: 4 });
  });
});
