import { execFileSync, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { afterAll, beforeAll, describe, expect, it, type TestContext } from "vitest";
import { findDaemon, isDaemon } from "../../machine/docker/daemon.ts";
import { missingPlugIns } from "../../machine/plug-ins.ts";
import { neededPlugIns } from "../../stacks/choice/needed-plug-ins.ts";
import { Checkout } from "./checkout.ts";
import { needsPsql } from "./needs-psql.ts";
import { until } from "./processes.ts";

const daemon = await findDaemon();
const [missing] = missingPlugIns(neededPlugIns("docker"));
const able = isDaemon(daemon) && missing === undefined;
const needsDocker = (context: TestContext) => {
  context.skip(missing !== undefined, `needs the plug-in ${missing?.name}`);
  context.skip(!isDaemon(daemon), "needs a Docker daemon");
};

const rows = "SELECT count(*) AS rows FROM commerce.orders";
const server = "the docker server of stack dev";

describe("stop, start, logs and connect of a server in Docker", () => {
  let checkout: Checkout;
  let remembered: { readonly name: string; readonly port: number };
  const docker = (...args: string[]) =>
    execFileSync("docker", args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).trim();
  const status = () => docker("container", "inspect", "--format", "{{.State.Status}}", remembered.name);
  const doctor = async (...names: string[]) =>
    JSON.parse((await checkout.pgstack("doctor", "--json")).stdout).filter(({ name }: { name: string }) =>
      names.includes(name),
    );

  beforeAll(async () => {
    if (!able) return;
    checkout = new Checkout();
    checkout.configure("dev", { server: "docker", demoData: "true" });
    await checkout.mustRun("up");
    remembered = JSON.parse(checkout.read(".pgstack/stacks/dev/server.json"));
  });
  afterAll(() => checkout?.[Symbol.asyncDispose]());

  it("stop the container in order and keep the data", async (context) => {
    needsDocker(context);
    const [before] = await checkout.query(rows);
    expect((await checkout.mustRun("stop")).stdout).toBe(`${server} is stopped; its data stays\n`);
    expect(docker("inspect", "--format", "{{.State.Status}} {{.State.ExitCode}}", remembered.name)).toBe(
      "exited 0",
    );
    expect((await checkout.mustRun("stop", "--json")).stdout).toBe('{"status":"stopped"}\n');
    expect((await checkout.mustRun("start")).stdout).toMatch(
      /^the docker server of stack dev answers, after \d+\.\d s\n$/,
    );
    expect(await checkout.query(rows)).toEqual([before]);
    expect((await checkout.mustRun("start")).stdout).toBe(`${server} was running already\n`);
    await checkout.mustRun("preview", "--expect-no-changes");
  });

  it("start a container that was killed, or paused", async (context) => {
    needsDocker(context);
    docker("kill", remembered.name);
    await checkout.mustRun("start");
    docker("pause", remembered.name);
    expect(await doctor("Server", "Port")).toEqual([
      {
        name: "Server",
        level: "warn",
        found: "docker, paused",
        mend: "`npx pgstack start` lets it go on.",
      },
      { name: "Port", level: "ok", found: `${remembered.port}, the server's` },
    ]);
    expect((await checkout.pgstack("connect")).stderr).toBe(
      "error: stack dev: the docker server is paused\n  Run `npx pgstack start`.\n",
    );
    await checkout.mustRun("start");
    await checkout.query(rows);
    docker("pause", remembered.name);
    expect((await checkout.mustRun("stop")).stdout).toBe(
      `${server} was paused, and is stopped; its data stays\n`,
    );
    await checkout.mustRun("start");
  });

  it("tell doctor how the container is", async (context) => {
    needsDocker(context);
    expect(await doctor("Docker", "Server")).toEqual([
      { name: "Docker", level: "ok", found: expect.stringMatching(/^\S+ at \S+ \(the stack's\)$/) },
      {
        name: "Server",
        level: "ok",
        // The size is left out where the daemon does not tell it soon.
        found: expect.stringMatching(/^docker, running, healthy(, \d\S*B of data)?$/),
      },
    ]);
  });

  it("say who else has the port, and start when it is free", async (context) => {
    needsDocker(context);
    await checkout.mustRun("stop");
    const other = await listen(remembered.port);
    const { code, stderr } = await checkout.pgstack("start");
    await new Promise((resolve) => other.close(resolve));
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr:
        `error: pgstack:port: port ${remembered.port} is taken by another program\n` +
        "  End that program, or set pgstack:port to a free one and run `up`: the data stays.\n",
    });
    await checkout.mustRun("start");
  });

  it("print and follow what the container writes", async (context) => {
    needsDocker(context);
    const { stdout, stderr } = await checkout.mustRun("logs", "--tail", "1");
    expect({ stdout, stderr }).toEqual({
      stdout: expect.stringMatching(/^\S+ \S+ UTC:\S*:\S*@\S*:\[\d+\]:LOG: {2}.+\n$/),
      stderr: "",
    });
    expect((await checkout.mustRun("logs", "--since", "9999-01-01")).stdout).toBe("");
    const pipe = `node bin/pgstack.mjs logs --tail all | head -n 1; printf '%s' "\${PIPESTATUS[*]}"`;
    const piped = await checkout.run("bash", ["-c", pipe]);
    expect({ lines: piped.stdout.split("\n").length, ended: piped.stdout.slice(-3) }).toEqual({
      lines: 2,
      ended: "0 0",
    });
    const following = checkout.start("logs", "--follow", "--tail", "0");
    const stopped = checkout.start("logs", "--follow", "--tail", "1");
    await until("it follows", () => stopped.output() !== "");
    await checkout.pgstack("query", "SELECT no_such_column");
    await until("the statement is in the log", () => following.output().includes("no_such_column"));
    process.kill(-following.pid, "SIGINT");
    expect(await following.ended).toMatchObject({ code: 130, stderr: "" });
    await checkout.mustRun("stop");
    const { code, stdout: last } = await stopped.ended;
    expect({ code, ended: last.includes("database system is shut down") }).toEqual({ code: 0, ended: true });
    await checkout.mustRun("start");
  });

  it("leave Ctrl-C to psql, which cancels the statement", async (context) => {
    needsDocker(context);
    needsPsql(context);
    const child = spawn(
      process.execPath,
      [checkout.path("bin/pgstack.mjs"), "connect", "--", "-c", "SELECT pg_sleep(600)"],
      { cwd: checkout.folder, detached: true, stdio: ["ignore", "ignore", "pipe"] },
    );
    let stderr = "";
    child.stderr.on("data", (chunk: Buffer) => {
      stderr += chunk;
    });
    const ended = new Promise((resolve) => child.once("close", resolve));
    const sleeping = "SELECT count(*) AS n FROM pg_stat_activity WHERE wait_event = 'PgSleep'";
    await until("it sleeps", async () => (await checkout.query(sleeping, "mcp_admin"))[0]?.n === "1");
    process.kill(-(child.pid ?? 0), "SIGINT");
    expect({ code: await ended, stderr }).toEqual({
      code: 1,
      stderr: "Cancel request sent\nERROR:  canceling statement due to user request\n",
    });
  });

  it("show the end of the log of a container that does not stay up", async (context) => {
    needsDocker(context);
    const image = docker("inspect", "--format", "{{.Image}}", remembered.name);
    const mount = ["--volume", `${remembered.name}-config:/config`, "--entrypoint", "sh"];
    const edit = (script: string) => docker("run", "--rm", ...mount, image, "-c", script);
    const file = "/config/primary/postgresql.conf";
    edit(`echo 'no_such_setting = 1' >> ${file}`);
    await checkout.mustRun("stop");
    const { code, stderr } = await checkout.pgstack("start");
    expect({ code, words: /^error: docker container \S+: the server does not stay up/.test(stderr) }).toEqual(
      {
        code: 1,
        words: true,
      },
    );
    expect(stderr).toContain('unrecognized configuration parameter "no_such_setting"');
    expect(status()).toBe("exited");
    edit(`sed -i /no_such_setting/d ${file}`);
    await checkout.mustRun("start");
  });

  it("send to up where the container is gone, which keeps the data", async (context) => {
    needsDocker(context);
    const [before] = await checkout.query(rows);
    docker("rm", "--force", remembered.name);
    for (const verb of ["start", "logs"]) {
      expect(await checkout.pgstack(verb)).toEqual({
        code: 1,
        stdout: "",
        stderr:
          `error: docker container ${remembered.name}: the server's container was removed; its volume is there, with the data\n` +
          "  Run `npx pgstack up`: it makes the container again.\n",
      });
    }
    expect((await checkout.mustRun("stop", "--json")).stdout).toBe('{"status":"absent"}\n');
    expect(await doctor("Server")).toEqual([
      {
        name: "Server",
        level: "warn",
        found: "docker, its container was removed, its volume is there",
        mend: "`npm run up` makes the container again, with the data.",
      },
    ]);
    await checkout.mustRun("up");
    expect(await checkout.query(rows)).toEqual([before]);
  });

  it("say that no daemon answers", async (context) => {
    needsDocker(context);
    const file = checkout.path(".pgstack/stacks/dev/server.json");
    const before = checkout.read(".pgstack/stacks/dev/server.json");
    writeFileSync(file, JSON.stringify({ ...remembered, dockerHost: "unix:///nowhere/docker.sock" }));
    const { code, stderr } = await checkout.pgstack("stop");
    const findings = await doctor("Docker", "Server");
    writeFileSync(file, before);
    expect({ code, first: stderr.split("\n", 1)[0] }).toEqual({
      code: 1,
      first: "error: unix:///nowhere/docker.sock: the stack's server is in Docker, and no daemon answers",
    });
    expect(findings).toMatchObject([
      { level: "fail", found: "no daemon answers at unix:///nowhere/docker.sock (the stack's)" },
      { level: "warn", found: expect.stringMatching(/^docker, not to be reached: /) },
    ]);
  });
});

function listen(port: number): Promise<Server> {
  const server = createServer();
  return new Promise((resolve) => server.listen(port, "127.0.0.1", () => resolve(server)));
}
