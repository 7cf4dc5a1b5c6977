import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { autoChoice } from "../../../operations/doctor/auto-choice.ts";
import { checkDocker } from "../../../operations/doctor/checks/docker.ts";
import { checkLocalState } from "../../../operations/doctor/checks/local-state.ts";
import { checkNativePostgres } from "../../../operations/doctor/checks/native-postgres.ts";
import { checkOwnPlugIn } from "../../../operations/doctor/checks/own-plug-in.ts";
import { checkPlugIns } from "../../../operations/doctor/checks/plug-ins.ts";
import { checkLanguageHost, checkPulumi } from "../../../operations/doctor/checks/pulumi.ts";
import { examine } from "../../../operations/doctor/examine.ts";
import { lookAtMachine } from "../../../operations/doctor/machine.ts";
import { findPlugIns } from "../../../operations/doctor/plug-ins-of-kinds.ts";
import { readSettings } from "../../../settings/read.ts";
import type { RememberedServer } from "../../../settings/remembered-server.ts";
import { neededPlugIns } from "../../../stacks/choice/needed-plug-ins.ts";
import { fakeCommand } from "./fake-command.ts";
import { temporaryFolder } from "./temporary-folder.ts";

let machine: string;
beforeEach(() => {
  machine = temporaryFolder();
  vi.stubEnv("PATH", `${join(machine, "bin")}:/usr/bin:/bin`);
  vi.stubEnv("PULUMI_HOME", join(machine, "pulumi"));
  vi.stubEnv("DOCKER_HOST", undefined);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
});

const command = (name: string, script: string, folder = "bin") =>
  fakeCommand(join(machine, folder), name, script);

describe("checkDocker", () => {
  const host = "unix:///run/docker.sock";
  /** A client whose context is colima, and what it says of the daemon. */
  const client = (version: string) =>
    command("docker", `case "$*" in *Host*) echo ${host};; *.Name*) echo colima;; *) ${version};; esac`);
  const check = async (needed = false, remembered?: RememberedServer) => {
    const { daemon, daemonChosenBy } = await lookAtMachine(undefined, remembered);
    return checkDocker(daemon, daemonChosenBy, needed);
  };

  it("says which daemon answers, and what names it", async () => {
    const { calls } = client("echo 28.5.2 amd64");
    const finding = { name: "Docker", level: "ok" };
    expect(await check()).toEqual({ ...finding, found: `28.5.2 at ${host} (context colima)` });
    expect(calls()).toContain(`--host ${host} version --format {{.Server.Version}} {{.Server.Arch}}`);
    vi.stubEnv("DOCKER_HOST", "tcp://127.0.0.1:1");
    expect(await check()).toEqual({ ...finding, found: "28.5.2 at tcp://127.0.0.1:1 (DOCKER_HOST)" });
    const remembered = { kind: "docker", reason: "", port: 5455, dockerHost: "unix:///first.sock" } as const;
    expect(await check(true, remembered)).toEqual({
      ...finding,
      found: "28.5.2 at unix:///first.sock (the stack's)",
    });
  });

  it("tells a daemon that is down from one this user may not use, and what needs it", async () => {
    client("echo Cannot connect to the Docker daemon >&2; exit 1");
    expect(await check()).toEqual({
      name: "Docker",
      level: "ok",
      found: `no daemon answers at ${host} (context colima); only the docker server needs it`,
    });
    client("echo permission denied while trying to connect >&2; exit 1");
    expect(await check(true)).toEqual({
      name: "Docker",
      level: "fail",
      found: `no permission on its socket at ${host} (context colima)`,
      mend: "Join the group docker (`sudo usermod -aG docker $USER`) and log in again.",
    });
  });

  it("does not wait for a daemon that is stuck", async () => {
    client("exec sleep 60");
    const began = Date.now();
    expect((await check()).found).toMatch(/^no daemon answers at /);
    expect(Date.now() - began).toBeLessThan(10_000);
  });

  it("says that there is none", async () => {
    vi.stubEnv("PATH", join(machine, "bin"));
    expect((await check()).found).toBe("the Docker client is not installed; only the docker server needs it");
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
  const name = "Other plug-ins";
  const install = (plugIn: string, version: string) =>
    mkdirSync(join(machine, `pulumi/plugins/resource-${plugIn}-v${version}`), { recursive: true });
  const [docker = "", postgresql = "", random = ""] = neededPlugIns("docker").map(({ version }) => version);

  it("says what is missing, and for which kinds of servers", async () => {
    install("docker", "4.9.0");
    expect(checkPlugIns(await findPlugIns(false), "auto")).toEqual({
      name,
      level: "ok",
      found: `not installed: docker ${docker} (for docker), postgresql ${postgresql}, random ${random} (for docker, native)`,
    });
    install("docker", docker);
    install("random", random);
    expect(checkPlugIns(await findPlugIns(false), "native")).toEqual({
      name,
      level: "warn",
      found: `docker ${docker}, random ${random}; not installed: postgresql ${postgresql} (for docker, native)`,
      mend: "The next `npm run up` downloads what it needs.",
    });
    install("postgresql", postgresql);
    expect(checkPlugIns(await findPlugIns(false), "docker")).toEqual({
      name,
      level: "ok",
      found: `docker ${docker}, postgresql ${postgresql}, random ${random}`,
    });
  });

  it("keeps the stack from running where they cannot be downloaded either", async () => {
    const found = (await findPlugIns(false)).map((plugIn) => ({ ...plugIn, obtainable: false }));
    expect(checkPlugIns(found, "docker")).toMatchObject({
      level: "fail",
      mend: "Connect to the internet, or install each from a file: `pulumi plugin install resource <name> <version> --file <file>`.",
    });
    expect(checkPlugIns(found, "embedded").level).toBe("ok");
  });

  it.each(["docker", "native", "embedded"] as const)("knows what the program needs for %s", async (kind) => {
    const known = (await findPlugIns(false)).filter(({ kinds }) => kinds.includes(kind));
    expect(known.map(({ name, version }) => ({ name, version }))).toEqual(neededPlugIns(kind));
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
  const check = async (needed: boolean, postgresBin = "auto") => {
    const { postgres, psql } = await lookAtMachine(readSettings("dev", { postgresBin }), undefined);
    return checkNativePostgres(postgres, psql, needed);
  };

  it("finds the newest server that will do, and psql", async () => {
    const share = join(machine, "share");
    const bin = join(machine, "bin");
    command("postgres", 'echo "postgres (PostgreSQL) 99.1 (Debian 99.1-1)"');
    for (const program of ["initdb", "pg_basebackup"]) command(program, "");
    command("psql", 'echo "psql (PostgreSQL) 18beta1"');
    command("pg_config", `echo ${share}`);
    mkdirSync(join(share, "extension"), { recursive: true });
    expect((await check(false)).found).toContain(`PostgreSQL 99.1 in ${bin} has no pgvector`);
    writeFileSync(join(share, "extension/vector.control"), "");
    expect(await check(true)).toEqual({
      name: "PostgreSQL programs",
      level: "ok",
      found: `99.1 with pgvector in ${bin}; psql 18beta1`,
    });
  });

  it("fails where the stack needs one", () => {
    const psql = { ran: false, missing: true, said: "" } as const;
    const search = { found: undefined, whyNot: ["no PostgreSQL server is installed"] };
    const name = "PostgreSQL programs";
    expect(checkNativePostgres(search, psql, false)).toEqual({
      name,
      level: "ok",
      found:
        "no PostgreSQL server is installed; only the native server needs one; no psql, which only `pgstack connect` needs",
    });
    expect(checkNativePostgres(search, psql, true)).toEqual({
      name,
      level: "fail",
      found: "no PostgreSQL server is installed; no psql, which only `pgstack connect` needs",
      mend: "Install PostgreSQL 16 or newer with pgvector, or set pgstack:postgresBin to its programs.",
    });
  });

  it("fails where root starts one that could not get at its data", async () => {
    const psql = { ran: true, stdout: "psql (PostgreSQL) 17.1" } as const;
    const found = {
      bin: "/opt/pg/bin",
      majorVersion: 17,
      version: "17.6",
      extensions: ["vector"],
      trusted: [],
    };
    expect(checkNativePostgres({ found, whyNot: [] }, psql, true, "root may not")).toEqual({
      name: "PostgreSQL programs",
      level: "fail",
      found: "root may not; psql 17.1",
      mend: "Run this as an ordinary user, or set pgstack:dataFolder to a folder that one can reach.",
    });
  });

  it("says what is wrong with the folder of a setting", async () => {
    command("psql", 'echo "psql (PostgreSQL) 17.1"');
    expect(await check(true, machine)).toEqual({
      name: "PostgreSQL programs",
      level: "fail",
      found: `pgstack:postgresBin: no PostgreSQL server that runs here is in ${machine}; psql 17.1`,
      mend: "Set it to the folder of initdb and postgres of PostgreSQL 16 or newer with pgvector, or to auto.",
    });
  });
});

describe("autoChoice", () => {
  const none = { problem: "no daemon answers", mend: "" };
  const daemon = { host: "unix:///run/docker.sock", version: "28.5.2", architecture: "amd64" };
  const found = {
    bin: "/opt/pg/bin",
    majorVersion: 17,
    version: "17.6",
    extensions: ["vector"],
    trusted: [],
  };
  const plugIns = (obtainable: boolean) => [
    { name: "random", version: "1.0.0", kinds: ["docker", "native"] as const, installed: false, obtainable },
  ];
  const psql = { ran: true, stdout: "" } as const;
  const noData = undefined;
  const nothing = { daemon: none, daemonChosenBy: undefined, noData, psql, plugIns: plugIns(true) };
  const noServer = { found: undefined, whyNot: ["no PostgreSQL server is installed"] };

  it("takes the first that works, and says why", () => {
    const whole = { ...nothing, daemon, postgres: { found, whyNot: [] } };
    expect(autoChoice(whole)).toEqual({ kind: "docker", why: "Docker 28.5.2 answers" });
    expect(autoChoice({ ...whole, daemon: none })).toEqual({
      kind: "native",
      why: "no docker (no daemon answers), and PostgreSQL 17.6 is there",
    });
    expect(autoChoice({ ...nothing, postgres: noServer })).toEqual({
      kind: "embedded",
      why: "no docker (no daemon answers), no native (no PostgreSQL server is installed)",
    });
    expect(autoChoice({ ...whole, daemon: none, noData: "root may not" })).toEqual({
      kind: "embedded",
      why: "no docker (no daemon answers), no native (root may not)",
    });
    expect(autoChoice({ ...whole, plugIns: plugIns(false) })).toEqual({
      kind: "embedded",
      why: "no docker (no plug-in random), no native (no plug-in random)",
    });
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

  it("says which server of AWS stack prod has", async () => {
    const findings = await examine({ settings: readSettings("prod", {}), cli, locks: [] });
    expect(findings.map(({ name }) => name)).toEqual([...machineOnly, "Server"]);
    expect(findings.at(-1)).toEqual({
      name: "Server",
      level: "ok",
      found: "RDS for PostgreSQL 17, mcp-demo-prod in us-east-1",
    });
  });
});
