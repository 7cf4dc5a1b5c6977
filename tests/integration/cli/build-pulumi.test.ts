import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { projectRoot } from "../../../settings/paths.ts";
import { type FakeCommand, fakeCommand } from "./fake-command.ts";
import { type RunningProcess, startProcess, until } from "./run-process.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const version = /pulumi\/pkg\/v3 v(\S+)/.exec(
  readFileSync(join(projectRoot, "tools/pulumi/go.mod"), "utf8"),
)?.[1];

/** Writes half of the executable, waits as long as there is a file `hold`, then writes all of it. */
const compiler = `
until [ "$1" = -o ]; do shift; done
printf half > "$2"
while [ -e "$HOLD" ]; do sleep 0.02; done
printf whole > "$2"; chmod +x "$2"`;

/** A machine with this `go` and an empty cache, and a way to build there in a process of its own. */
function machine(go: string | undefined) {
  const folder = temporaryFolder();
  const cache = join(folder, "cache");
  const hold = join(folder, "hold");
  const command: FakeCommand | undefined =
    go === undefined ? undefined : fakeCommand(join(folder, "bin"), "go", go);
  const script = `
    const { buildPulumi } = await import(${JSON.stringify(join(projectRoot, "cli/pulumi/build-pulumi.ts"))});
    try {
      console.log(JSON.stringify(await buildPulumi((step) => console.error(step))));
    } catch (error) {
      console.log(error.message);
      process.exitCode = 1;
    }`;
  const build = (): RunningProcess =>
    startProcess(process.execPath, ["--input-type=module", "--eval", script], {
      env: {
        HOME: folder,
        XDG_CACHE_HOME: cache,
        HOLD: hold,
        PATH: command ? `${command.folder}:/usr/bin:/bin` : folder,
      },
    });
  const files = () => {
    const builds = join(cache, "pgstack", "pulumi");
    return existsSync(builds) ? readdirSync(builds).flatMap((name) => readdirSync(join(builds, name))) : [];
  };
  return { command, build, files, hold, isAtIt: () => files().some((name) => name.endsWith(".draft")) };
}

describe("building the Pulumi CLI", () => {
  it("compiles the command of tools/pulumi's modules with its version, and keeps it", async () => {
    const { command, build, files } = machine(compiler);
    const { code, stdout, stderr } = await build().ended;
    const { path, ...cli } = JSON.parse(stdout);
    expect({ code, ...cli }).toEqual({
      code: 0,
      version,
      source: expect.stringMatching(/^built from Go modules in \d+ s$/),
    });
    expect(path).toMatch(new RegExp(`/cache/pgstack/pulumi/${version}-[0-9a-f]{12}/pulumi$`));
    expect(readFileSync(path, "utf8")).toBe("whole");
    expect(files().sort()).toEqual(["build.lock", "pulumi"]);
    expect(stderr).toBe("building the Pulumi CLI from Go modules: takes minutes, once\n");
    expect(command?.calls()).toEqual([
      expect.stringMatching(
        "^build -trimpath -buildvcs=false " +
          `-ldflags -s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${version} ` +
          "-o \\S+/\\d+\\.draft github.com/pulumi/pulumi/pkg/v3/cmd/pulumi$",
      ),
    ]);
  });

  it("is done once by two runs at the same time: the second waits", async () => {
    const { command, build, hold, isAtIt } = machine(compiler);
    writeFileSync(hold, "");
    const first = build();
    await until("the first builds", isAtIt);
    const second = build();
    let said = "";
    second.child.stderr?.on("data", (chunk: Buffer) => {
      said += chunk;
    });
    await until(
      "the second waits",
      () => said === "another run is building the Pulumi CLI: waiting for it\n",
    );
    rmSync(hold);
    const [one, other] = await Promise.all([first.ended, second.ended]);
    expect([one.code, other.code]).toEqual([0, 0]);
    expect(JSON.parse(other.stdout).path).toBe(JSON.parse(one.stdout).path);
    expect(JSON.parse(other.stdout).source).toBe("built from Go modules");
    expect(command?.calls()).toHaveLength(1);
  });

  it.each(["SIGINT", "SIGKILL"] as const)("leaves nothing that is used when %s ends it", async (signal) => {
    const { build, files, hold, isAtIt } = machine(compiler);
    writeFileSync(hold, "");
    const first = build();
    await until("it builds", isAtIt);
    // As a terminal does: to the whole group, the compiler too.
    process.kill(-first.pid, signal);
    expect((await first.ended).signal).toBe(signal);
    expect(files()).not.toContain("pulumi");
    rmSync(hold);
    const { code, stdout } = await build().ended;
    expect({ code, built: readFileSync(JSON.parse(stdout).path, "utf8") }).toEqual({
      code: 0,
      built: "whole",
    });
    expect(files().sort()).toEqual(["build.lock", "pulumi"]);
  });

  const ways =
    "  There are three ways to get one: a release of the Pulumi CLI on PATH (https://www.pulumi.com/docs/install/); " +
    "`npm install --no-save pulumi && npx pulumi version`, which downloads one; " +
    "or Go (https://go.dev/dl/), with which one is built here, once.\n";

  it("says how to get one when there is no Go", async () => {
    const { code, stdout } = await machine(undefined).build().ended;
    expect({ code, stdout }).toEqual({
      code: 1,
      stdout: `Pulumi CLI: none was found, and there is no Go to build one\n${ways}`,
    });
  });

  it("says that Go is too old, and how to get a CLI", async () => {
    const go = 'echo "go: go.mod requires go >= 1.25.11 (running go 1.22.1; GOTOOLCHAIN=local)" >&2; exit 1';
    const { code, stdout } = await machine(go).build().ended;
    expect({ code, stdout }).toEqual({
      code: 1,
      stdout: `Pulumi CLI: none was found, and Go 1.22.1 is too old to build one: that takes 1.25.11\n${ways}`,
    });
  });

  it("tells what the compiler said at the end", async () => {
    const go = 'echo "go: downloading a v1" >&2; echo "dial tcp: no route to host" >&2; exit 1';
    const { code, stdout } = await machine(go).build().ended;
    expect({ code, stdout }).toEqual({
      code: 1,
      stdout: `Pulumi CLI: none was found, and it could not be built:\n  dial tcp: no route to host\n${ways}`,
    });
  });
});
