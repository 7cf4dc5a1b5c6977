import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { checkDocker } from "../../../operations/doctor/checks/docker.ts";
import { checkLocalState } from "../../../operations/doctor/checks/local-state.ts";
import { checkNativePostgres } from "../../../operations/doctor/checks/native-postgres.ts";
import { checkOwnPlugIn } from "../../../operations/doctor/checks/own-plug-in.ts";
import { checkPlugIns } from "../../../operations/doctor/checks/plug-ins.ts";
import { checkLanguageHost, checkPulumi } from "../../../operations/doctor/checks/pulumi.ts";
import { examine } from "../../../operations/doctor/examine.ts";
import { readSettings } from "../../../settings/read.ts";
import { fakeCommand } from "./fake-command.ts";
import { temporaryFolder } from "./temporary-folder.ts";

let machine: string;
beforeEach(() => {
  machine = temporaryFolder();
  vi.stubEnv("PATH", `${join(machine, "bin")}:/usr/bin:/bin`);
  vi.stubEnv("PULUMI_HOME", join(machine, "pulumi"));
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
});

const command = (name: string, script: string, folder = "bin") =>
  fakeCommand(join(machine, folder), name, script);

describe("checkDocker", () => {
  it("says that a daemon answers", async () => {
    const { calls } = command("docker", "echo 28.5.2");
    expect(await checkDocker()).toEqual({ name: "Docker", level: "ok", found: "daemon 28.5.2 answers" });
    expect(calls()).toEqual(["version --format {{.Server.Version}}"]);
  });

  it("tells a daemon that is down from one this user may not use", async () => {
    command(
      "docker",
      'echo "Cannot connect to the Docker daemon at unix:///var/run/docker.sock." >&2; exit 1',
    );
    expect((await checkDocker()).found).toBe(
      "client only, no daemon answers; the embedded server needs none",
    );
    command("docker", 'echo "permission denied while trying to connect to the docker API" >&2; exit 1');
    expect((await checkDocker()).found).toBe(
      "no permission on the daemon's socket; the embedded server needs none",
    );
  });

  it("does not wait for a daemon that is stuck", async () => {
    command("docker", "exec sleep 60");
    const began = Date.now();
    expect((await checkDocker()).found).toBe(
      "client only, no daemon answers; the embedded server needs none",
    );
    expect(Date.now() - began).toBeLessThan(5_000);
  });

  it("says that there is none", async () => {
    vi.stubEnv("PATH", join(machine, "bin"));
    expect((await checkDocker()).found).toBe("not installed; the embedded server needs none");
  });
});

describe("checkPulumi", () => {
  const project = (go: string) => {
    mkdirSync(join(machine, "tools/pulumi"), { recursive: true });
    writeFileSync(join(machine, "tools/pulumi/go.mod"), `module m\n\ngo ${go}\n`);
    return machine;
  };
  const mend =
    "Install a release of the Pulumi CLI (https://www.pulumi.com/docs/install/), or Go 1.25.11 or later (https://go.dev/dl/).";

  it("names the one that was found", async () => {
    const cli = { path: "/somewhere/pulumi", version: "3.260.1", source: "on PATH" };
    expect(await checkPulumi(cli)).toEqual({ name: "Pulumi CLI", level: "ok", found: "3.260.1, on PATH" });
  });

  it.each([
    ["echo go1.26.8", "warn", "none yet; Go 1.26.8 can build one"],
    ["echo go1.25.11", "warn", "none yet; Go 1.25.11 can build one"],
    ["echo go1.9.7", "fail", "none, and Go 1.9.7 is too old to build one"],
    ["echo go1.25.9", "fail", "none, and Go 1.25.9 is too old to build one"],
    ["echo no network >&2; exit 1", "fail", "none, and Go does not run: no network"],
  ])("says what Go can do: %s", async (script, level, found) => {
    command("go", script);
    expect(await checkPulumi(undefined, project("1.25.11"))).toMatchObject({ level, found });
  });

  it("says how to get one without Go", async () => {
    vi.stubEnv("PATH", join(machine, "bin"));
    expect(await checkPulumi(undefined, project("1.25.11"))).toEqual({
      name: "Pulumi CLI",
      level: "fail",
      found: "none, and no Go to build one",
      mend,
    });
  });
});

describe("checkLanguageHost", () => {
  it("finds it beside the CLI, or on PATH", () => {
    const there = "there: plain `pulumi` works too";
    expect(checkLanguageHost(undefined).found).toBe("none: `pgstack` needs none, plain `pulumi` does");
    const { folder } = command("pulumi-language-nodejs", "", "release");
    const cli = { path: join(folder, "pulumi"), version: "3.260.1", source: "on PATH" };
    expect(checkLanguageHost(cli).found).toBe(there);
    command("pulumi-language-nodejs", "");
    expect(checkLanguageHost(undefined).found).toBe(there);
  });
});

describe("checkPlugIns", () => {
  it("names the newest version of each", () => {
    expect(checkPlugIns().found).toBe(
      "docker none, postgresql none, random none; the embedded server needs none",
    );
    for (const name of ["resource-docker-v4.9.0", "resource-docker-v4.10.1", "resource-docker-v4.10.1.lock"])
      mkdirSync(join(machine, "pulumi/plugins", name), { recursive: true });
    expect(checkPlugIns().found).toBe(
      "docker 4.10.1, postgresql none, random none; the embedded server needs none",
    );
  });
});

describe("checkOwnPlugIn", () => {
  const launcher = (script: string) =>
    command("pulumi-resource-pgstack", script, "project/provider/bin") && join(machine, "project");

  it("starts ours, and ends it", async () => {
    expect(await checkOwnPlugIn()).toEqual({
      name: "Plug-in pgstack",
      level: "ok",
      found: expect.stringMatching(/^starts in \d+\.\d s$/),
    });
  });

  it("takes the first line for a port, and nothing else", async () => {
    expect((await checkOwnPlugIn(launcher("printf 40; printf '123\\n'; exec sleep 60"))).level).toBe("ok");
    expect((await checkOwnPlugIn(launcher("echo hello; exit 1"))).level).toBe("fail");
  });

  it("says what is wrong with one that does not start", async () => {
    const trace =
      "printf 'node:internal/modules:1\\n    throw e\\n\\nError: Cannot find package x\\n    at y\\n' >&2; exit 1";
    expect(await checkOwnPlugIn(launcher(trace))).toEqual({
      name: "Plug-in pgstack",
      level: "fail",
      found: "does not start: Error: Cannot find package x",
      mend: "Run `npm ci`, then this again.",
    });
    expect((await checkOwnPlugIn(join(machine, "nowhere"))).found).toContain("does not start: spawn ");
  });
});

describe("checkNativePostgres", () => {
  it("finds the newest server, whether it has pgvector, and psql", async () => {
    const share = join(machine, "share");
    command("postgres", 'echo "postgres (PostgreSQL) 99.1 (Debian 99.1-1)"');
    command("psql", 'echo "psql (PostgreSQL) 18beta1"');
    command("pg_config", `echo ${share}`);
    const bin = join(machine, "bin");
    expect((await checkNativePostgres()).found).toBe(
      `server 99.1 in ${bin}, without pgvector; psql 18beta1; the embedded server needs none`,
    );
    mkdirSync(join(share, "extension"), { recursive: true });
    writeFileSync(join(share, "extension/vector.control"), "");
    expect((await checkNativePostgres()).found).toBe(
      `server 99.1 in ${bin}, with pgvector; psql 18beta1; the embedded server needs none`,
    );
  });
});

describe("checkLocalState", () => {
  it("warns of what others may read", () => {
    const name = "Local state";
    expect(checkLocalState(machine)).toEqual({ name, level: "ok", found: "none yet" });
    mkdirSync(join(machine, ".pgstack/state"), { recursive: true, mode: 0o700 });
    chmodSync(join(machine, ".pgstack"), 0o700);
    writeFileSync(join(machine, ".pgstack/passphrase"), "", { mode: 0o600 });
    expect(checkLocalState(machine)).toEqual({ name, level: "ok", found: ".pgstack, private" });
    chmodSync(join(machine, ".pgstack/state"), 0o755);
    chmodSync(join(machine, ".pgstack/passphrase"), 0o640);
    expect(checkLocalState(machine)).toEqual({
      name,
      level: "warn",
      found: "others may read .pgstack/state, .pgstack/passphrase",
      mend: "Any `pgstack` command mends it.",
    });
  });
});

describe("examine", () => {
  const cli = { path: "/somewhere/pulumi", version: "3.260.1", source: "on PATH" };
  const machineOnly = [
    "Node.js",
    "Pulumi CLI",
    "Plug-in pgstack",
    "Node language host",
    "Other plug-ins",
    "Docker",
    "PostgreSQL programs",
    "Settings",
  ];
  const names = async (settings: Parameters<typeof examine>[0]["settings"]) =>
    (await examine({ settings, cli, locks: [] })).map(({ name }) => name);

  it("looks at the machine, and for a dev stack at what the stack needs of it", async () => {
    expect(await names(readSettings("dev", {}))).toEqual([
      ...machineOnly,
      "Local state",
      "Stack's lock",
      "Disk",
      "Memory",
      "Server",
      "Port",
    ]);
    expect(await names(new Error("wrong"))).toEqual(machineOnly);
  });

  it("says that there is no production server yet", async () => {
    const findings = await examine({ settings: readSettings("prod", {}), cli, locks: [] });
    expect(findings.map(({ name }) => name)).toEqual([...machineOnly, "Server"]);
    expect(findings.at(-1)).toMatchObject({
      level: "fail",
      found: "this version declares no production server yet",
    });
  });
});
