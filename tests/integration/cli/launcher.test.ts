import { chmodSync, cpSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { projectRoot } from "../../../settings/paths.ts";
import { runProcess, startProcess } from "./run-process.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** A project whose command line is `main`, and ways to start it with a Node as it is and with one that is too old. */
function project(main: string) {
  const root = temporaryFolder();
  cpSync(join(projectRoot, "bin/pgstack.mjs"), join(root, "bin/pgstack.mjs"));
  mkdirSync(join(root, "cli"));
  writeFileSync(join(root, "package.json"), '{ "type": "module" }');
  writeFileSync(
    join(root, "cli/main.ts"),
    `export async function main(argv: string[]): Promise<number> { ${main} }`,
  );
  writeFileSync(join(root, "old.mjs"), oldNode);
  const launcher = join(root, "bin/pgstack.mjs");
  const env = { ...process.env, XDG_CACHE_HOME: join(root, "cache") };
  return {
    root,
    install(node: string = process.execPath) {
      mkdirSync(join(root, "node_modules/node/bin"), { recursive: true });
      symlinkSync(node, join(root, "node_modules/node/bin/node"));
    },
    withNew: (...args: string[]) => runProcess(process.execPath, [launcher, ...args], { env }),
    old: (...args: string[]) =>
      [
        process.execPath,
        ["--import", pathToFileURL(join(root, "old.mjs")).href, launcher, ...args],
        { env },
      ] as const,
  };
}

const oldNode = `
  const versions = { ...process.versions, node: "18.20.1" };
  Object.defineProperty(process, "versions", { value: versions });`;

const echo = 'console.log(argv.join(" "), process.versions.node); return 3;';

describe("bin/pgstack.mjs", () => {
  it("runs the command line in this process when Node is new enough, and ends with its code", async () => {
    const { withNew, root } = project(echo);
    mkdirSync(join(root, "node_modules"));
    expect(await withNew("up", "a b")).toEqual({
      code: 3,
      signal: null,
      stdout: `up a b ${process.versions.node}\n`,
      stderr: "",
    });
  });

  it("runs it with the project's own Node when this one is too old", async () => {
    const { old, install } = project(echo);
    install();
    expect(await runProcess(...old("up", "a b"))).toEqual({
      code: 3,
      signal: null,
      stdout: `up a b ${process.versions.node}\n`,
      stderr: "",
    });
  });

  it.each(["SIGTERM", "SIGHUP"] as const)(
    "hands %s on, and ends with the command line's code",
    async (signal) => {
      const { old, install } = project(`
      setInterval(() => {}, 1000);
      const code = new Promise<number>((resolve) => process.once("${signal}", () => resolve(7)));
      console.log("ready");
      process.exit(await code);`);
      install();
      const { child, pid, ended } = startProcess(...old());
      child.stdout?.once("data", () => process.kill(pid, signal));
      expect(await ended).toMatchObject({ code: 7, signal: null });
    },
  );

  it("leaves Ctrl-C to the command line, which the terminal tells too", async () => {
    const { old, install } = project(`
      setInterval(() => {}, 1000);
      const code = new Promise<number>((resolve) => process.once("SIGINT", () => resolve(5)));
      console.log("ready");
      process.exit(await code);`);
    install();
    const { child, pid, ended } = startProcess(...old());
    child.stdout?.once("data", () => process.kill(-pid, "SIGINT"));
    expect(await ended).toMatchObject({ code: 5, signal: null });
  });

  it.each(["SIGINT", "SIGTERM", "SIGKILL"] as const)(
    "ends by %s when the command line does",
    async (signal) => {
      const { old, install } = project(
        `process.kill(process.pid, "${signal}"); await new Promise(() => {}); return 0;`,
      );
      install();
      expect(await runProcess(...old())).toMatchObject({ code: null, signal });
    },
  );

  it("asks for npm ci when the packages are not installed", async () => {
    const { withNew } = project(echo);
    expect(await withNew()).toMatchObject({
      code: 1,
      stderr: "error: the project's packages are not installed\n  Run `npm ci`.\n",
    });
  });

  it("asks for npm ci when Node is too old and the project's own is missing, or broken", async () => {
    const { old, root } = project(echo);
    mkdirSync(join(root, "node_modules"));
    expect(await runProcess(...old())).toMatchObject({
      code: 1,
      stderr: "error: Node.js 18.20.1 is too old, and the project's own is not installed\n  Run `npm ci`.\n",
    });
    const node = join(root, "node_modules/node/bin/node");
    mkdirSync(join(node, ".."), { recursive: true });
    writeFileSync(node, "no program");
    chmodSync(node, 0o644);
    expect(await runProcess(...old())).toMatchObject({
      code: 1,
      stderr: `error: ${node} does not run: spawn ${node} EACCES\n  Run \`npm ci\`.\n`,
    });
  });
});
