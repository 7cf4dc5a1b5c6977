import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, userInfo } from "node:os";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { findPulumi } from "../../../cli/pulumi/find-pulumi.ts";
import { prepareWorkspace } from "../../../cli/workspace/prepare-workspace.ts";
import { stackLocks } from "../../../cli/workspace/stack-locks.ts";
import { projectRoot } from "../../../settings/paths.ts";
import { buildTime } from "./build-time.ts";
import { runProcess, startProcess } from "./run-process.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const stackFile = "# mine\nconfig:\n  # the server\n  pgstack:server: auto\n  pgstack:demoData: true\n";

let cli: string;
beforeAll(async () => {
  cli = (await findPulumi()).path;
}, buildTime);

/** A clone of the tracked files that Pulumi reads, and plain `pulumi` in it. */
function checkout() {
  const root = temporaryFolder();
  const file = join(root, "Pulumi.dev.yaml");
  for (const name of ["Pulumi.yaml", "index.ts", ".gitignore"])
    cpSync(join(projectRoot, name), join(root, name));
  writeFileSync(file, stackFile);
  mkdirSync(join(root, "provider/bin"), { recursive: true });
  const git = (...args: string[]) => execFileSync("git", ["-C", root, ...args], { encoding: "utf8" });
  git("init", "--quiet");
  git("add", "--all");
  const said: string[] = [];
  const prepare = () => prepareWorkspace("dev", (line) => said.push(line), root);
  const options = () => ({ cwd: root, env: { ...process.env, ...prepare(), PULUMI_STACK: "dev" } });
  const pulumi = (...args: string[]) => runProcess(cli, [...args, "--non-interactive"], options());
  const must = async (...args: string[]) => {
    const { code, stdout, stderr } = await pulumi(...args);
    if (code !== 0) throw new Error(`pulumi ${args.join(" ")} ended with ${code}:\n${stdout}${stderr}`);
    return stdout;
  };
  const changes = () => git("diff", "--name-only").trim();
  return { root, file, prepare, said, pulumi, must, changes, options };
}

describe("plain pulumi in a prepared checkout", () => {
  it("leaves the tracked files as they are, whatever is run", async () => {
    const { must, changes, said } = checkout();
    for (const command of [
      "stack init dev",
      "config",
      "config get pgstack:server",
      "stack export",
      "stack output --json --show-secrets",
      "stack history",
      "stack ls",
      "refresh --yes --skip-preview",
      "destroy --yes --skip-preview",
      "stack rm dev --yes",
    ]) {
      await must(...command.split(" "));
      expect({ command, changes: changes() }).toEqual({ command, changes: "" });
    }
    expect(said).toEqual([]);
  });

  it("works for two checkouts, each with a salt of its own", async () => {
    const salts = [];
    for (const { must, root, changes } of [checkout(), checkout()]) {
      await must("stack", "init", "dev");
      await must("config", "set", "--secret", "other:key", "hunter2");
      expect(await must("config", "get", "other:key")).toBe("hunter2\n");
      salts.push(saltOf(root));
      expect(changes()).toBe("");
    }
    expect(salts[0]).toMatch(/^v1:\S+$/);
    expect(salts[1]).toMatch(/^v1:\S+$/);
    expect(salts[1]).not.toBe(salts[0]);
  });

  it("works on when what was copied is deleted: the salt comes back from the state", async () => {
    const { must, root, changes } = checkout();
    await must("stack", "init", "dev");
    const salt = saltOf(root);
    rmSync(join(root, ".pgstack/stacks"), { recursive: true });
    await must("config", "set", "--secret", "other:key", "hunter2");
    expect(saltOf(root)).toBe(salt);
    expect(await must("config", "get", "other:key")).toBe("hunter2\n");
    expect(changes()).toBe("");
  });

  it("has what `config set` and `config rm` change carried into the tracked file", async () => {
    const { must, prepare, file, said } = checkout();
    await must("stack", "init", "dev");
    await must("config", "set", "pgstack:port", "5455");
    await must("config", "rm", "pgstack:demoData");
    prepare();
    expect(readFileSync(file, "utf8")).toBe(
      "# mine\nconfig:\n  # the server\n  pgstack:server: auto\n  pgstack:port: 5455\n",
    );
    expect(said).toEqual([
      "carried pgstack:port, set by `pulumi config set`, into Pulumi.dev.yaml",
      "removed pgstack:demoData from Pulumi.dev.yaml, as `pulumi config rm` did from its copy",
    ]);
  });

  it("sees what is changed in the tracked file", async () => {
    const { must, file } = checkout();
    await must("stack", "init", "dev");
    writeFileSync(file, stackFile.replace("auto", "embedded"));
    expect(await must("config", "get", "pgstack:server")).toBe("embedded\n");
  });

  it("keeps secrets out of the tracked file, and says so once", async () => {
    const { must, prepare, changes, said } = checkout();
    await must("stack", "init", "dev");
    await must("config", "set", "--secret", "other:key", "hunter2");
    await must("config", "set", "--path", "--secret", "other:map.key", "hunter2");
    prepare();
    prepare();
    expect(changes()).toBe("");
    expect(said).toEqual([
      "other:key is encrypted with this checkout's passphrase: it stays out of Pulumi.dev.yaml",
      "other:map is encrypted with this checkout's passphrase: it stays out of Pulumi.dev.yaml",
    ]);
    expect(await must("config", "get", "--path", "other:map.key")).toBe("hunter2\n");
  });

  it("does without a salt that somebody else left in the tracked file", async () => {
    const { must, file, prepare, said } = checkout();
    writeFileSync(file, `${stackFile}encryptionsalt: v1:theirs=:v1:theirs:theirs==\n`);
    await must("stack", "init", "dev");
    said.length = 0;
    prepare();
    expect(said).toEqual([
      "Pulumi.dev.yaml has an encryptionsalt, which is of use to one developer alone: remove the line",
    ]);
  });

  it("refuses different changes of one key in both files", async () => {
    const { must, file, prepare } = checkout();
    await must("stack", "init", "dev");
    await must("config", "set", "pgstack:server", "embedded");
    writeFileSync(file, stackFile.replace("auto", "docker"));
    expect(prepare).toThrow(
      "Pulumi.dev.yaml: changed in the file and by `pulumi config`, differently: pgstack:server",
    );
  });

  it("refuses to go on without the passphrase that the state is encrypted with", async () => {
    const { must, root, prepare } = checkout();
    await must("stack", "init", "dev");
    rmSync(join(root, ".pgstack/passphrase"));
    expect(prepare).toThrow(
      "the passphrase is gone, and the state of this checkout's stacks is encrypted with it",
    );
  });

  it("gets the stack back from a run that ended while it held the lock", async () => {
    const { must, root, prepare, said, options } = checkout();
    await must("stack", "init", "dev");
    const locks = join(root, ".pgstack/state/.pulumi/locks/organization/pgstack/dev");
    mkdirSync(locks, { recursive: true });
    // The lock as Pulumi leaves it; the moment in which a real run holds it is too short to be met for certain.
    const { pid, ended } = startProcess("true", [], options());
    await ended;
    const lock = {
      pid,
      username: userInfo().username,
      hostname: hostname(),
      timestamp: new Date().toISOString(),
    };
    writeFileSync(join(locks, "5f0c.json"), JSON.stringify(lock));
    expect(stackLocks("dev", root).map((lock) => lock.pid)).toEqual([pid]);
    prepare();
    expect(said).toEqual([`removed the lock of process ${pid}, which has ended`]);
    await must("refresh", "--yes", "--skip-preview");
  });
});

/** The salt in the copy that Pulumi works with. */
function saltOf(root: string): string | undefined {
  const copy = readFileSync(join(root, ".pgstack/stacks/dev/Pulumi.dev.yaml"), "utf8");
  return /^encryptionsalt: (?<salt>.*)$/m.exec(copy)?.groups?.salt;
}
