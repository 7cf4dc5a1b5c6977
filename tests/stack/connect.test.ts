import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { delimiter, dirname } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { StackOutputs } from "../../packages/client/stack-outputs.ts";
import { fakeCommand } from "../integration/cli/fake-command.ts";
import { Checkout } from "./checkout.ts";
import { needsPsql, pathWithoutPsql } from "./needs-psql.ts";
import { until } from "./processes.ts";

describe("connect", () => {
  let checkout: Checkout;
  let outputs: StackOutputs;
  const passwordOf = (role: string) => new URL(outputs.urls[role] ?? "").password;
  const connect = (args: readonly string[], environment?: Record<string, string>) =>
    checkout.run(process.execPath, [checkout.path("bin/pgstack.mjs"), "connect", ...args], environment);

  beforeAll(async () => {
    checkout = new Checkout();
    checkout.configure("dev", { server: "embedded" });
    await checkout.mustRun("up");
    outputs = JSON.parse((await checkout.mustRun("outputs", "--json", "--show-secrets")).stdout);
  });
  afterAll(() => checkout[Symbol.asyncDispose]());

  const roles: [args: string[], user: string, role: string][] = [
    [[], "mcp_app", "mcp_app"],
    [["--role", "mcp_readonly"], "mcp_readonly", "mcp_readonly"],
    [["--role", "mcp_owner"], "mcp_admin", "mcp_owner"],
    [["--role", "mcp_admin"], "mcp_admin", "mcp_admin"],
  ];

  it.each(roles)("prints the command of %j", async (args, user, role) => {
    const { host, port, database } = outputs;
    const options = user === role ? "" : `PGOPTIONS='-c role=${role}' `;
    expect(await connect(["--print", ...args, "--", "-c", "SELECT 'a b'"])).toEqual({
      code: 0,
      stdout: `PGPASSFILE=.pgstack/stacks/dev/pgpass ${options}psql -h ${host} -p ${port} -U ${user} ${database} -c 'SELECT '\\''a b'\\'''\n`,
      stderr: "",
    });
  });

  it.for(roles)("works as it says, printed or not: %j", async ([args, user, role], context) => {
    needsPsql(context);
    const sql = "SELECT current_user, session_user, current_setting('application_name')";
    const ended = { code: 0, stdout: `${role}|${user}|psql\n`, stderr: "" };
    expect(await connect([...args, "--", "-Atc", sql])).toEqual(ended);
    const { stdout: line } = await connect(["--print", ...args, "--", "-Atc", sql]);
    expect(await checkout.run("sh", ["-c", line])).toEqual(ended);
  });

  it("hands over psql's exit code", async (context) => {
    needsPsql(context);
    const script = checkout.path("script.sql");
    writeFileSync(script, "SELECT 1/0;\n");
    const { code, stderr } = await connect(["--", "-v", "ON_ERROR_STOP=1", "-f", script]);
    expect({ code, stderr }).toEqual({ code: 3, stderr: `psql:${script}:1: ERROR:  division by zero\n` });
    expect((await connect(["--", "-c", "SELECT 1/0"])).code).toBe(1);
  });

  it("has the password in no environment and on no command line", async (context) => {
    needsPsql(context);
    const look = "\\! env; tr '\\0' ' ' < /proc/$PPID/cmdline";
    const { code, stdout } = await connect(["--", "-c", look]);
    expect(code).toBe(0);
    expect(stdout).toContain(`PGPASSFILE=${checkout.path(".pgstack/stacks/dev/pgpass")}\n`);
    expect(stdout).toContain("psql --no-password -c ");
    expect(stdout).not.toContain(passwordOf("mcp_app"));
    expect(stdout).not.toContain("PGPASSWORD");
  });

  it("goes to the stack's server, whatever the shell has for another", async (context) => {
    needsPsql(context);
    const other = { PGHOSTADDR: "192.0.2.1", PGPASSWORD: "wrong", PGSERVICE: "other", PGSSLMODE: "require" };
    const options = { PGOPTIONS: "-c statement_timeout=12s" };
    const sql = "SELECT current_user, current_setting('statement_timeout')";
    expect(await connect(["-r", "mcp_owner", "--", "-Atc", sql], { ...other, ...options })).toEqual({
      code: 0,
      stdout: "mcp_owner|12s\n",
      stderr: "",
    });
  });

  it("leaves signals of the terminal to psql", async () => {
    const fake = "trap 'echo stopped; exit 7' INT; echo ready; while :; do sleep 0.1; done";
    const { folder } = fakeCommand(checkout.path(".pgstack/fake"), "psql", fake);
    const child = spawn(process.execPath, [checkout.path("bin/pgstack.mjs"), "connect"], {
      cwd: checkout.folder,
      env: { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}` },
      detached: true,
      stdio: ["ignore", "pipe", "inherit"],
    });
    let stdout = "";
    child.stdout.on("data", (chunk: Buffer) => {
      stdout += chunk;
    });
    const ended = new Promise((resolve) => child.once("close", (code) => resolve(code)));
    await until("psql runs", () => stdout === "ready\n");
    process.kill(-(child.pid ?? 0), "SIGINT");
    expect({ code: await ended, stdout }).toEqual({ code: 7, stdout: "ready\nstopped\n" });
  });

  it("names query where there is no psql", async () => {
    const PATH = [dirname(process.execPath), pathWithoutPsql].join(delimiter);
    expect(await connect([], { PATH })).toEqual({
      code: 1,
      stdout: "",
      stderr:
        "error: psql is not installed, or not on PATH\n" +
        '  Run SQL by `npx pgstack query "SELECT 1"`, or install PostgreSQL\'s client programs.\n',
    });
  });

  it("refuses a role the stack does not have", async () => {
    expect(await connect(["--role", "nobody"])).toEqual({
      code: 1,
      stdout: "",
      stderr:
        'error: --role: stack dev has no role "nobody"\n' +
        "  There are mcp_app, mcp_migrator, mcp_monitor, mcp_owner, mcp_reader, mcp_readonly, mcp_admin.\n",
    });
  });

  it("says that the server is stopped, and how to start it", async () => {
    await checkout.mustRun("stop");
    expect(await connect([])).toEqual({
      code: 1,
      stdout: "",
      stderr: "error: stack dev: the embedded server is stopped\n  Run `npx pgstack start`.\n",
    });
    await checkout.mustRun("start");
  });
});
