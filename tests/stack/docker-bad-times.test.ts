import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Checkout } from "./checkout.ts";
import { docker, SocketProxy, thingsCalled } from "./docker-by-hand.ts";
import { able, needsServer } from "./needs-server.ts";
import { until } from "./processes.ts";

const rows = "SELECT count(*) AS rows, sum(id) AS ids FROM commerce.orders";
const keys = { server: "docker", demoData: "true" };

describe("a stack in Docker that bad times come to", () => {
  let checkout: Checkout;
  let folder: string;
  let proxy: SocketProxy;
  let name: string;
  let before: unknown;

  const id = () => docker("container", "inspect", "--format", "{{.Id}}", name);
  const health = () => docker("container", "inspect", "--format", "{{.State.Health.Status}}", name);
  /** How a verb ends: the error alone, after the lines of what was done before it. */
  const refused = async (...args: string[]) => {
    const { code, stdout, stderr } = await checkout.pgstack(...args);
    expect({ code, stdout, trace: /\n\s+at /.test(stderr) }).toEqual({ code: 1, stdout: "", trace: false });
    return stderr.slice(stderr.indexOf("error: "));
  };
  /** Nothing is to be done any more, and every row is there. */
  const isWhole = async () => {
    await checkout.mustRun("preview", "--expect-no-changes");
    expect(await checkout.query(rows)).toEqual(before);
  };

  beforeAll(async () => {
    if (!able("docker")) return;
    // The stack remembers the address, which then has nobody behind it for a while.
    folder = mkdtempSync(join(tmpdir(), "pgstack-socket-"));
    proxy = new SocketProxy(join(folder, "docker.sock"));
    await proxy.start();
    checkout = new Checkout();
    checkout.configure("dev", keys);
    const { code, stderr } = await checkout.run(process.execPath, [checkout.path("bin/pgstack.mjs"), "up"], {
      DOCKER_HOST: proxy.address,
    });
    if (code !== 0) throw new Error(stderr);
    name = JSON.parse(checkout.read(".pgstack/stacks/dev/server.json")).name;
    before = await checkout.query(rows);
  });
  beforeEach(needsServer("docker"));
  afterAll(async () => {
    await checkout?.[Symbol.asyncDispose]();
    await proxy?.stop();
    if (folder !== undefined) rmSync(folder, { recursive: true });
  });

  it("says by every verb that the daemon is gone, replaces nothing, and goes on when it is back", async () => {
    const container = id();
    await proxy.stop();
    for (const verb of [["up"], ["preview"], ["stop"], ["start"], ["logs"], ["destroy", "--yes"]]) {
      expect(await refused(...verb)).toBe(
        `error: ${proxy.address}: the stack's server is in Docker, and no daemon answers\n` +
          "  Start it: Docker Desktop, or `sudo systemctl start docker`.\n",
      );
    }
    await proxy.start();
    const { stderr } = await checkout.mustRun("up");
    expect({ stderr: stderr.split(" in ")[0], container: id() }).toEqual({
      stderr: "nothing changed",
      container,
    });
    await isWhole();
  });

  it("lets a container go on that was paused", async () => {
    docker("pause", name);
    expect((await checkout.mustRun("up")).stderr).toMatch(
      /^ {2}started the server again: its container was paused\nnothing changed in /,
    );
    await isWhole();
  });

  it.each([
    ["running", () => {}],
    ["stopped", () => docker("stop", name)],
  ])("makes a %s container again whose network was removed", async (_how, also) => {
    also();
    docker("network", "disconnect", "--force", name, name);
    docker("network", "rm", name);
    const { stderr } = await checkout.mustRun("up");
    expect(stderr).toContain(
      "  removing the server's container, which cannot run as it is; the data stays\n",
    );
    expect(stderr).toMatch(/\n2 created in /);
    await isWhole();
  });

  it("says that a server hangs, and leaves it to the user", async () => {
    const container = id();
    docker("kill", "--signal", "STOP", name);
    await until("it is unhealthy", () => health() === "unhealthy", 120_000);
    expect(await refused("up")).toBe(
      `error: docker container ${name}: the server runs, and does not answer\n` +
        "  Run `npx pgstack stop`, which ends it, then `npx pgstack up`: the data stays. `npx pgstack logs` may say why.\n",
    );
    docker("kill", "--signal", "CONT", name);
    await checkout.mustRun("up");
    expect(id()).toBe(container);
    await isWhole();
  });

  it("does not run a server on data of another major version, and keeps the data", async () => {
    const image = docker("inspect", "--format", "{{.Image}}", name);
    const versionIs = (major: string) => {
      const write = ["--entrypoint", "sh", image, "-c", `echo ${major} > /data/17/PG_VERSION`];
      docker("run", "--rm", "--volume", `${name}:/data`, ...write);
    };
    docker("stop", name);
    versionIs("16");
    const lines = (await refused("up")).split("\n");
    const things = thingsCalled(name);
    versionIs("17");
    expect({ first: lines[0], mend: lines.at(-2), things }).toEqual({
      first:
        "error: pgstack:image: own: the data is PostgreSQL 16's, and the image is PostgreSQL 17: that takes an upgrade",
      mend: expect.stringMatching(/^ {2}Run `npx pgstack upgrade`: /),
      things: ["network", "volume"],
    });
    await checkout.mustRun("up");
    await isWhole();
  });

  it.each([
    ["adminUser", "mcp_admin", "other_admin"],
    ["database", "mcp_db", "other_db"],
  ])("does not change %s while there is data", async (key, from, to) => {
    checkout.configure("dev", { ...keys, [key]: to });
    const said = await refused("up");
    checkout.configure("dev", keys);
    expect(said).toBe(
      `error: pgstack:${key}: cannot change from "${from}" to "${to}" while the server holds data\n` +
        "  Set it back; or, to delete the data and begin anew, run `npx pgstack up --replace-data`.\n",
    );
    await isWhole();
  });

  it("does not go to another kind of server, and goes on when set back", async () => {
    checkout.configure("dev", { ...keys, server: "embedded" });
    const said = await refused("up");
    checkout.configure("dev", keys);
    expect(said).toBe(
      "error: pgstack:server: stack dev has its data on the docker server, and the setting says embedded\n" +
        "  Set it back to docker, or run `npx pgstack destroy` first: the data does not move by itself.\n",
    );
    await isWhole();
  });

  it("tells once what is the same of every object on a stopped server", async () => {
    await checkout.mustRun("stop");
    const { port } = JSON.parse(checkout.read(".pgstack/stacks/dev/server.json"));
    const [first = "", mend] = (await refused("preview", "--refresh")).split("\n");
    expect({ first: first.replace(/^error: .+ and \d+ more: /, ""), mend }).toEqual({
      first: `PostgreSQL at 127.0.0.1:${port} does not answer`,
      mend: "  Run `npx pgstack up`: it starts the server again, if it is not running. `npx pgstack doctor` says what is wrong.",
    });
    await checkout.mustRun("up");
    await isWhole();
  });
});
