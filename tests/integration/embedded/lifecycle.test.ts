import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createConnection } from "node:net";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { dataIdentity } from "../../../operations/embedded/data-identity.ts";
import { remove } from "../../../operations/embedded/remove.ts";
import { start } from "../../../operations/embedded/start.ts";
import { status } from "../../../operations/embedded/status.ts";
import { stop } from "../../../operations/embedded/stop.ts";
import { newPlace, type Place, run as runProgram, runs, until } from "./test-server.ts";

let place: Place;

beforeEach(async () => {
  place = await newPlace();
});

afterEach(() => place.clear());

/** Runs statements as the administrator, and gives the rows of the last one. */
async function run(...statements: string[]): Promise<unknown[]> {
  const { host, port, database, adminUser, runFolder } = place.config;
  const password = readFileSync(join(runFolder, "admin.password"), "utf8").trim();
  const client = new pg.Client({ host, port, database, user: adminUser, password });
  client.on("error", () => {});
  await client.connect();
  try {
    let rows: unknown[] = [];
    for (const statement of statements) ({ rows } = await client.query(statement));
    return rows;
  } finally {
    await client.end();
  }
}

async function kill(pid: number): Promise<void> {
  process.kill(pid, "SIGKILL");
  await until(() => !runs(pid));
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: "127.0.0.1", port });
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}

const statusNow = () => status(place.config.runFolder, place.config.dataFolder);

describe("start", () => {
  it("starts once, and then leaves the server alone", async () => {
    expect(await statusNow()).toEqual({ state: "absent" });
    const first = await start(place.config);
    expect(first).toMatchObject({
      state: "running",
      port: place.config.port,
      majorVersion: 18,
      incarnation: 1,
    });
    expect(await start(place.config)).toEqual(first);
    expect(await statusNow()).toEqual(first);
    expect(dataIdentity(place.config.dataFolder)).toBe(first.systemIdentifier);
    expect(await run("SELECT system_identifier::text AS id FROM pg_control_system()")).toEqual([
      { id: first.systemIdentifier },
    ]);
  });

  it("gives each data folder an identity of its own", async () => {
    const other = await newPlace();
    const [one, two] = [await start(place.config), await start(other.config)];
    expect(one.systemIdentifier).not.toBe(two.systemIdentifier);
    await other.clear();
  });

  it("starts anew with another configuration, and keeps the data", async () => {
    const first = await start(place.config);
    await run("CREATE TABLE kept AS SELECT 1 AS n");
    const second = await start({ ...place.config, memory: 2 ** 30 });
    expect(second.pid).not.toBe(first.pid);
    expect(await run("SELECT n, current_setting('shared_buffers') AS buffers FROM kept")).toEqual([
      { n: 1, buffers: "256MB" },
    ]);
  });

  it("done twice at once starts one server, and tells both", async () => {
    const [one, two] = await Promise.all([start(place.config), start(place.config)]);
    expect(one).toEqual(two);
    expect(runs(one.pid)).toBe(true);
  });

  it("done by three programs at once starts one server, and tells all of them", async () => {
    const module = new URL("../../../operations/embedded/start.ts", import.meta.url).href;
    const script = `import { start } from ${JSON.stringify(module)};
      console.log(JSON.stringify(await start(JSON.parse(process.argv[1]))));`;
    const args = ["--input-type=module", "-e", script, JSON.stringify(place.config)];
    const home = { HOME: process.env.HOME ?? "" };
    const finished = await Promise.all([1, 2, 3].map(() => runProgram(process.execPath, args, home)));
    expect(finished.map(({ code, stderr }) => [code, stderr])).toEqual(Array(3).fill([0, ""]));
    const told = finished.map(({ stdout }) => JSON.parse(stdout) as { pid: number });
    expect(new Set(told.map(({ pid }) => pid)).size).toBe(1);
    expect(runs(told[0]?.pid ?? 0)).toBe(true);
  });

  it("names its process after the stack, without a secret, with a log and files for the user alone", async () => {
    const { pid } = await start(place.config);
    const title = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", "").trim();
    expect(title).toBe("pgstack-embedded: dev");
    const environment = readFileSync(`/proc/${pid}/environ`, "utf8")
      .split("\0")
      .map((line) => line.split("=", 1)[0]);
    const allowed = ["PATH", "HOME", "LANG", "TZ", "NODE_COMPILE_CACHE", ""];
    expect(environment.filter((name) => !allowed.includes(name ?? ""))).toEqual([]);
    const { runFolder, dataFolder } = place.config;
    const open = (path: string) => statSync(path).mode & 0o077;
    for (const path of [runFolder, dataFolder]) expect([path, open(path)]).toEqual([path, 0]);
    for (const folder of [runFolder, dataFolder]) {
      const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
        entry.isFile(),
      );
      expect(
        files.filter((file) => open(join(file.parentPath, file.name)) !== 0).map(({ name }) => name),
      ).toEqual([]);
    }
  });
});

describe("a server that was killed", () => {
  it("comes back with every committed row, and none that was not", async () => {
    const first = await start(place.config);
    await run("CREATE TABLE rows (n int)", "INSERT INTO rows SELECT generate_series(1, 50000)");
    const { host, port, database, adminUser, runFolder } = place.config;
    const password = readFileSync(join(runFolder, "admin.password"), "utf8").trim();
    const open = new pg.Client({ host, port, database, user: adminUser, password });
    open.on("error", () => {});
    await open.connect();
    await open.query("BEGIN");
    await open.query("INSERT INTO rows SELECT generate_series(1, 1000)");
    await kill(first.pid);
    expect(await statusNow()).toEqual({ state: "stopped" });
    expect(existsSync(join(runFolder, "ready.json"))).toBe(true);
    const second = await start(place.config);
    expect(second).toMatchObject({ systemIdentifier: first.systemIdentifier, incarnation: 1 });
    expect(await run("SELECT count(*)::int AS n FROM rows")).toEqual([{ n: 50_000 }]);
  });

  it("has every row that was acknowledged when it was killed in the middle of the work", async () => {
    const { host, port, database, adminUser, runFolder } = place.config;
    const first = await start(place.config);
    const password = readFileSync(join(runFolder, "admin.password"), "utf8").trim();
    const client = new pg.Client({ host, port, database, user: adminUser, password });
    client.on("error", () => {});
    await client.connect();
    await client.query("CREATE TABLE rows (n int)");
    let acknowledged = 0;
    const writing = (async () => {
      for (let n = 1; ; n++) {
        await client.query("INSERT INTO rows VALUES ($1)", [n]);
        acknowledged = n;
      }
    })().catch(() => undefined);
    await until(() => acknowledged > 200);
    await kill(first.pid);
    await writing;
    await start(place.config);
    const [found] = (await run("SELECT count(*)::int AS n, max(n) AS last FROM rows")) as {
      n: number;
      last: number;
    }[];
    expect(found?.n).toBe(found?.last);
    expect([acknowledged, acknowledged + 1]).toContain(found?.n);
  });

  it("is not mistaken for another process that got its number", async () => {
    const first = await start(place.config);
    await kill(first.pid);
    const { runFolder } = place.config;
    for (const name of ["ready.json", "process.json"]) {
      const path = join(runFolder, name);
      writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, "utf8")), pid: process.pid }));
    }
    expect(await statusNow()).toEqual({ state: "stopped" });
    const second = await start(place.config);
    expect(second.pid).not.toBe(process.pid);
    expect(await run("SELECT 1 AS n")).toEqual([{ n: 1 }]);
  });

  it("comes back when it was killed in the middle of its first start", async () => {
    const { dataFolder } = place.config;
    const begun = start(place.config).catch((error: Error) => error);
    await until(() => existsSync(join(dataFolder, "global")));
    const { pid } = JSON.parse(readFileSync(join(place.config.runFolder, "process.json"), "utf8")) as {
      pid: number;
    };
    process.kill(pid, "SIGKILL");
    await begun;
    expect(await start(place.config)).toMatchObject({ state: "running", incarnation: 1 });
    expect(await run("SELECT current_database() AS name")).toEqual([{ name: "shop" }]);
  });
});

describe("stop", () => {
  it("leaves no process, no port and no lock, and the data", async () => {
    const { pid } = await start(place.config);
    await run("CREATE TABLE kept AS SELECT 1 AS n");
    await stop(place.config.runFolder);
    expect([runs(pid), await listens(place.config.port)]).toEqual([false, false]);
    expect(readdirSync(place.config.runFolder).sort()).toEqual([
      "admin.password",
      "config.json",
      "incarnation.json",
      "server.log",
      "start.lock",
    ]);
    expect(await statusNow()).toEqual({ state: "stopped" });
    await stop(place.config.runFolder);
    expect(await start(place.config)).toMatchObject({ incarnation: 1 });
    expect(await run("SELECT n FROM kept")).toEqual([{ n: 1 }]);
  });

  it("lets a running statement finish, and rolls an open transaction back", async () => {
    await start(place.config);
    await run("CREATE TABLE done (n int)");
    const slow = run("INSERT INTO done SELECT 1 FROM pg_sleep(1)");
    await sleep(500);
    await stop(place.config.runFolder);
    await slow;
    await start(place.config);
    expect(await run("SELECT n FROM done")).toEqual([{ n: 1 }]);
  });
});

describe("remove", () => {
  it("leaves nothing, of a running server and of a dead one, and may be repeated", async () => {
    const { runFolder, dataFolder, port } = place.config;
    for (const end of [async () => {}, kill]) {
      const { pid } = await start(place.config);
      await end(pid);
      await remove(runFolder, dataFolder);
      expect([runs(pid), await listens(port), existsSync(runFolder), existsSync(dataFolder)]).toEqual([
        false,
        false,
        false,
        false,
      ]);
    }
    await remove(runFolder, dataFolder);
    expect(existsSync(runFolder)).toBe(false);
  });

  it("refuses a folder that is not its own", async () => {
    const foreign = join(place.root, "photos");
    cpSync(new URL(".", import.meta.url).pathname, foreign, { recursive: true });
    await expect(remove(place.config.runFolder, foreign)).rejects.toThrow(
      "is not a data folder that pgstack made",
    );
    expect(existsSync(join(foreign, basename(import.meta.url)))).toBe(true);
  });
});

describe("a data folder that is gone or another one", () => {
  it("ends the server, and counts a new incarnation when it is made again", async () => {
    const first = await start(place.config);
    rmSync(place.config.dataFolder, { recursive: true });
    await until(() => !runs(first.pid), 5_000);
    expect(existsSync(place.config.dataFolder)).toBe(false);
    expect(await statusNow()).toEqual({ state: "absent" });
    const second = await start(place.config);
    expect(second.incarnation).toBe(2);
    expect(second.systemIdentifier).not.toBe(first.systemIdentifier);
  });

  it("is noticed by a look at the status, which ends the server", async () => {
    const first = await start(place.config);
    rmSync(place.config.dataFolder, { recursive: true });
    expect(await statusNow()).toEqual({ state: "absent" });
    expect(runs(first.pid)).toBe(false);
  });

  it("counts a new incarnation when an older copy is put in its place", async () => {
    const { runFolder, dataFolder } = place.config;
    const copy = join(place.root, "copy");
    const first = await start(place.config);
    await run("CREATE TABLE items AS SELECT 1 AS n");
    await stop(runFolder);
    cpSync(dataFolder, copy, { recursive: true });
    expect(await start(place.config)).toMatchObject({ incarnation: 1 });
    await run("INSERT INTO items VALUES (2)");
    await stop(runFolder);
    rmSync(dataFolder, { recursive: true });
    cpSync(copy, dataFolder, { recursive: true });
    expect(dataIdentity(dataFolder)).toBe(first.systemIdentifier);
    expect(await start(place.config)).toMatchObject({
      incarnation: 2,
      systemIdentifier: first.systemIdentifier,
    });
    expect(await run("SELECT n FROM items")).toEqual([{ n: 1 }]);
    await stop(runFolder);
    expect(await start(place.config)).toMatchObject({ incarnation: 2 });
  });

  it("ends the server when a copy is put in its place while it runs, without writing to it", async () => {
    const { dataFolder } = place.config;
    const first = await start(place.config);
    await stop(place.config.runFolder);
    const copy = join(place.root, "copy");
    cpSync(dataFolder, copy, { recursive: true });
    const second = await start(place.config);
    rmSync(dataFolder, { recursive: true });
    cpSync(copy, dataFolder, { recursive: true });
    await until(() => !runs(second.pid), 5_000);
    expect(await start(place.config)).toMatchObject({ systemIdentifier: first.systemIdentifier });
  });
});
