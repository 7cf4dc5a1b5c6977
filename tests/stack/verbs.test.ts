import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { hostname, userInfo } from "node:os";
import { dirname } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withRunLock } from "../../cli/workspace/run-lock.ts";
import { Checkout } from "./checkout.ts";
import { processesOf, until } from "./processes.ts";

const rows = "SELECT count(*) AS rows FROM commerce.orders";
const server = "the embedded server of stack dev";

describe("stop, start and logs of an embedded server", () => {
  let checkout: Checkout;
  const pid = () => Number(JSON.parse(checkout.read(".pgstack/stacks/dev/run/ready.json")).pid);
  const log = () => readFileSync(checkout.path(".pgstack/stacks/dev/run/server.log"), "utf8");
  const finding = async (name: string) =>
    JSON.parse((await checkout.pgstack("doctor", "--json")).stdout).find(
      (found: { name: string }) => found.name === name,
    );

  beforeAll(async () => {
    checkout = new Checkout();
    checkout.configure("dev", { server: "embedded", demoData: "true" });
    await checkout.mustRun("up");
  });
  afterAll(() => checkout[Symbol.asyncDispose]());

  it("stop the process and keep the data, and say so", async () => {
    const [before] = await checkout.query(rows);
    expect((await checkout.mustRun("stop")).stdout).toBe(`${server} is stopped; its data stays\n`);
    expect(processesOf(checkout.folder)).toEqual([]);
    expect((await checkout.mustRun("stop")).stdout).toBe(`${server} was stopped already; its data stays\n`);
    expect((await checkout.mustRun("stop", "--json")).stdout).toBe('{"status":"stopped"}\n');
    expect((await checkout.mustRun("start")).stdout).toMatch(
      /^the embedded server of stack dev answers, after \d+\.\d s\n$/,
    );
    expect(await checkout.query(rows)).toEqual([before]);
  });

  it("start nothing that runs, and leave nothing for an up to do", async () => {
    const before = pid();
    expect((await checkout.mustRun("start")).stdout).toBe(`${server} was running already\n`);
    expect((await checkout.mustRun("start", "--json")).stdout).toBe('{"status":"running"}\n');
    expect(pid()).toBe(before);
    await checkout.mustRun("preview", "--expect-no-changes");
  });

  it("start a server that was killed", async () => {
    const killed = pid();
    process.kill(killed, "SIGKILL");
    await until("the server is gone", () => !processesOf(checkout.folder).includes(killed));
    expect(await finding("Server")).toEqual({
      name: "Server",
      level: "warn",
      found: "embedded, stopped",
      mend: "`npx pgstack start` starts it, with its data.",
    });
    await checkout.mustRun("start");
    expect(pid()).not.toBe(killed);
    expect(await finding("Server")).toEqual({ name: "Server", level: "ok", found: "embedded, running" });
  });

  it("send to up where the data is gone", async () => {
    await checkout.mustRun("stop");
    const data = checkout.path(".pgstack/data/dev");
    renameSync(data, `${data}-away`);
    expect(await checkout.pgstack("start")).toEqual({
      code: 1,
      stdout: "",
      stderr:
        `error: ${data}: the server's data is gone\n` +
        "  Run `npx pgstack up`: it makes a new server, with everything that is declared.\n",
    });
    expect((await checkout.mustRun("stop")).stdout).toBe(
      `${server} is not there: nothing was to be stopped\n`,
    );
    expect((await checkout.mustRun("stop", "--json")).stdout).toBe('{"status":"absent"}\n');
    expect(existsSync(data)).toBe(false);
    renameSync(`${data}-away`, data);
    await checkout.mustRun("start");
  });

  it("keep away from a run that is under way", async () => {
    const held = {
      code: 1,
      stdout: "",
      stderr:
        "error: another run holds this stack's lock\n" +
        "  Wait until it has ended, then run this again. `npx pgstack doctor` says who holds it.\n",
    };
    await withRunLock(
      "dev",
      async () => {
        expect(await checkout.pgstack("stop")).toEqual(held);
        expect(await checkout.pgstack("start")).toEqual(held);
      },
      checkout.folder,
    );
    const lock = checkout.path(".pgstack/state/.pulumi/locks/organization/pgstack/dev/plain.json");
    mkdirSync(dirname(lock), { recursive: true });
    const { username } = userInfo();
    const timestamp = new Date().toISOString();
    writeFileSync(lock, JSON.stringify({ pid: process.pid, hostname: hostname(), username, timestamp }));
    expect(await checkout.pgstack("stop")).toEqual(held);
    rmSync(lock);
    expect((await checkout.pgstack("logs")).code).toBe(0);
  });

  it("say what was never brought up, or is no stack", async () => {
    checkout.configure("other", { server: "embedded" });
    for (const verb of ["stop", "start", "logs"]) {
      expect(await checkout.pgstack(verb, "--stack", "other")).toEqual({
        code: 1,
        stdout: "",
        stderr:
          "error: stack other: there is no such stack: it was never brought up, or was destroyed since\n" +
          "  Run `npx pgstack up --stack other`.\n",
      });
    }
    rmSync(checkout.path("Pulumi.other.yaml"));
    expect((await checkout.pgstack("stop", "--stack", "nosuch")).stderr).toMatch(
      /^error: Pulumi\.nosuch\.yaml: no such file/,
    );
  });

  it("print the last lines of the log as they are", async () => {
    const lines = log().split(/(?<=\n)/);
    expect((await checkout.mustRun("logs", "--tail", "all")).stdout).toBe(log());
    expect((await checkout.mustRun("logs", "-n", "2")).stdout).toBe(lines.slice(-2).join(""));
    expect((await checkout.mustRun("logs", "-n", "0")).stdout).toBe("");
    const moment = lines.at(-3)?.split(" ", 1)[0] ?? "";
    expect((await checkout.mustRun("logs", "--since", moment)).stdout).toBe(lines.slice(-3).join(""));
    expect((await checkout.mustRun("logs", "--since", "9999-01-01")).stdout).toBe("");
  });

  it.each([
    ["--tail", "some", "It is neither a whole number nor all."],
    ["--tail", "-1", "It is neither a whole number nor all."],
    ["--since", "lately", "It is neither a time, such as 2026-01-31T12:00, nor a while, such as 10m."],
  ])("take %s %s for misuse", async (option, value, words) => {
    const { code, stderr } = await checkout.pgstack("logs", `${option}=${value}`);
    expect({ code, said: stderr.includes(words) }).toEqual({ code: 2, said: true });
  });

  it("take a reader that goes away for no error", async () => {
    const pipe = `node bin/pgstack.mjs logs --tail all | head -n 1; printf '%s' "\${PIPESTATUS[*]}"`;
    const { stdout, stderr } = await checkout.run("bash", ["-c", pipe]);
    expect({ stdout, stderr }).toEqual({ stdout: `${log().split("\n", 1)[0]}\n0 0`, stderr: "" });
  });

  it("follow the log until the server stops", async () => {
    const following = checkout.start("logs", "--follow", "--tail", "1");
    await until("it follows", () => following.output().includes("serving database"));
    await checkout.mustRun("stop");
    const { code, stdout } = await following.ended;
    expect({ code, last: stdout.trimEnd().split(" ").at(-1) }).toEqual({ code: 0, last: "stopped" });
    await checkout.mustRun("start");
  });

  it("end a follow quietly at Ctrl-C", async () => {
    const following = checkout.start("logs", "-f", "-n", "1");
    await until("it follows", () => following.output().includes("serving database"));
    process.kill(-following.pid, "SIGINT");
    expect(await following.ended).toEqual({
      code: 130,
      stdout: log()
        .split(/(?<=\n)/)
        .at(-1),
      stderr: "",
    });
  });
});
