import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Container, dataOn, initScripts, newVolume, password, runToEnd, sharedFolder } from "./container.ts";
import { buildImage, buildTime, mustDocker, needsDocker, until } from "./docker.ts";

const data = "/var/lib/postgresql/data";

/** An init script that goes on when the file `open` is beside it. */
const gate = { "1.sh": "until [[ -e /docker-entrypoint-initdb.d/open ]]; do sleep 0.05; done" };

beforeAll(buildImage, buildTime);
beforeEach(needsDocker);

describe("a stop", () => {
  it("is a fast, clean shutdown, with clients connected", async () => {
    const container = await Container.serving();
    const client = await container.connect();
    await client.query("BEGIN; CREATE TABLE t ()");
    const { code, took } = await container.stop();
    expect(code).toBe(0);
    expect(took).toBeLessThan(5_000);
    expect(await container.log()).toMatch(
      /received fast shutdown request[\s\S]*database system is shut down\n$/,
    );
  });

  it("of a container that makes its cluster is as fast, and the next start makes it anew", async () => {
    const folder = sharedFolder(gate);
    const container = await halfMade(folder);
    const { code, took } = await container.stop();
    expect(code).toBe(130);
    expect(took).toBeLessThan(5_000);
    writeFileSync(join(folder, "open"), "");
    await restartsWhole(container);
  });
});

describe("data", () => {
  it("survives the replacement of its container, after a stop and after a kill", async () => {
    const volume = await newVolume();
    const first = await Container.serving(dataOn(volume));
    await first.sql("CREATE TABLE t AS SELECT 1 AS n");
    await first.stop();
    // Without the settings of a first start: they are the cluster's now.
    const second = await Container.start(dataOn(volume));
    await second.serves();
    await second.sql("INSERT INTO t VALUES (2)");
    await mustDocker("kill", second.name);
    const third = await Container.start(dataOn(volume));
    await third.serves();
    expect(await third.sql("SELECT count(*) FROM t")).toBe("2");
    expect((await third.log()).match(/automatic recovery in progress/g)).toEqual([
      "automatic recovery in progress",
    ]);
  });

  it("is not served by two containers at once", async () => {
    const volume = await newVolume();
    const first = await Container.serving(dataOn(volume));
    const refused = { code: 1, log: `run-server: another container runs on ${data}\n` };
    expect(await runToEnd(dataOn(volume))).toEqual(refused);
    expect(await first.sql("SELECT 1")).toBe("1");
    await first.stop();
    const second = await Container.start(dataOn(volume));
    await second.serves();
  });
});

describe("a container killed while it makes its cluster", () => {
  it("in initdb makes it anew at the next start", async () => {
    // With half a processor, so that there is time to kill it.
    const container = await Container.start(["--cpus", "0.5", "--env", `POSTGRES_PASSWORD=${password}`]);
    await until(
      "initdb has begun",
      async () => (await container.exec("test", "-e", `${data}/.half-made/cluster/base`)).code === 0,
    );
    await mustDocker("kill", container.name);
    expect(await container.log()).not.toContain("syncing data to disk ... ok");
    await restartsWhole(container);
  });

  it("in an init script makes it anew at the next start", async () => {
    const folder = sharedFolder(gate);
    const container = await halfMade(folder);
    await container.sql("CREATE TABLE unfinished ()");
    await mustDocker("kill", container.name);
    writeFileSync(join(folder, "open"), "");
    await restartsWhole(container);
    expect(await container.sql("SELECT to_regclass('unfinished') IS NULL")).toBe("t");
  });

  it("is not joined by another one before that", async () => {
    const volume = await newVolume();
    const folder = sharedFolder(gate);
    const first = await halfMade(folder, dataOn(volume));
    expect((await runToEnd(dataOn(volume))).log).toBe(`run-server: another container runs on ${data}\n`);
    writeFileSync(join(folder, "open"), "");
    await first.serves();
  });
});

describe("the recommended health check", () => {
  it("passes not before the server is the one that stays", async () => {
    const folder = sharedFolder(gate);
    const check = "pg_isready -h 127.0.0.1 -U postgres -d postgres";
    const container = await halfMade(folder, ["--health-cmd", check, "--health-interval", "200ms"]);
    const results = async () =>
      JSON.parse(await container.inspect("{{json .State.Health.Log}}")) as { ExitCode: number }[];
    await until("two checks were made", async () => (await results()).length >= 2);
    expect((await container.exec("pg_isready", "-h", "/run/postgresql")).code).toBe(0);
    expect(new Set((await results()).map((result) => result.ExitCode))).toEqual(new Set([2]));
    expect(await container.inspect("{{.State.Health.Status}}")).not.toBe("healthy");
    writeFileSync(join(folder, "open"), "");
    await until(
      "it is healthy",
      async () => (await container.inspect("{{.State.Health.Status}}")) === "healthy",
    );
  });
});

/** A container that waits in the init script of a gate. */
async function halfMade(folder: string, options: readonly string[] = []): Promise<Container> {
  const container = await Container.start([
    ...["--env", `POSTGRES_PASSWORD=${password}`, ...initScripts(folder), ...options],
  ]);
  await until("the init script runs", async () =>
    (await container.log()).includes("/docker-entrypoint-initdb.d/1.sh\n"),
  );
  return container;
}

async function restartsWhole(container: Container): Promise<void> {
  await mustDocker("start", container.name);
  await container.serves();
  const anew = `make-cluster: an earlier start ended before the cluster in ${data} was whole: making it anew\n`;
  expect((await container.log()).split(anew).length).toBe(2);
  expect((await container.exec("test", "-e", `${data}/.half-made`)).code).toBe(1);
  await container.connect();
}
