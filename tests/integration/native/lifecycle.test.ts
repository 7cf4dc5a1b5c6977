import { spawn } from "node:child_process";
import {
  appendFileSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { networkInterfaces } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { dataIdentity } from "../../../operations/native/data-identity.ts";
import { remove } from "../../../operations/native/remove.ts";
import { runAs, serverUser } from "../../../operations/native/server-user.ts";
import { start } from "../../../operations/native/start.ts";
import { status } from "../../../operations/native/status.ts";
import { stop } from "../../../operations/native/stop.ts";
import { needsPostgres, testPostgres } from "../../native/test-postgres.ts";
import { codeOf, freePort, runs, until } from "../embedded/test-server.ts";
import { listens, makeBoss, newPlace, type Place, parametersFor } from "./test-server.ts";

let place: Place;

beforeEach(async (context) => {
  needsPostgres(context);
  place = await newPlace();
});

afterEach(() => place?.clear());

const statusNow = () => status(place.config.runFolder, place.config.dataFolder);
const makeRows = "CREATE TABLE kept AS SELECT n FROM generate_series(1, 1000) AS n";
const countRows = () => place.run("SELECT count(*)::int AS rows FROM kept");

async function kill(pid: number): Promise<void> {
  process.kill(pid, "SIGKILL");
  await until(() => !runs(pid));
}

describe("start", () => {
  it("makes the data, and then leaves the server alone", async () => {
    expect(await statusNow()).toEqual({ state: "absent" });
    const first = await start(place.config);
    const { version, majorVersion } = testPostgres();
    const { systemIdentifier } = first;
    const { port } = place.config;
    expect(first).toEqual({
      state: "running",
      pid: first.pid,
      port,
      version,
      majorVersion,
      systemIdentifier,
      identity: `${systemIdentifier}/1`,
    });
    expect(await start(place.config)).toEqual(first);
    const { identity: _, ...ready } = first;
    expect(await statusNow()).toEqual(ready);
    expect(await place.run("SELECT system_identifier::text AS id FROM pg_control_system()")).toEqual([
      { id: systemIdentifier },
    ]);
  });

  it("gives UTF-8 data with checksums, the parameters, and pgvector", async () => {
    await start(place.config);
    const { socketFolder, staticParameters, dynamicParameters } = place.config;
    const wanted = {
      server_encoding: "UTF8",
      data_checksums: "on",
      listen_addresses: "127.0.0.1",
      unix_socket_directories: `"${socketFolder}"`,
      ssl: "on",
      ...staticParameters,
      ...dynamicParameters,
    };
    const rows = await place.run("SELECT name, current_setting(name) AS value FROM pg_settings");
    const found = Object.fromEntries(rows.map(({ name, value }) => [name, value]));
    expect(Object.fromEntries(Object.keys(wanted).map((name) => [name, found[name]]))).toEqual(wanted);
    expect(found.shared_buffers).toBe("64MB");
    expect(await place.run("SELECT datcollate FROM pg_database WHERE datname = 'postgres'")).toEqual([
      { datcollate: "C.UTF-8" },
    ]);
  });

  it("has pgvector in every new database, for whoever may make one", async () => {
    await start(place.config);
    await place.run(makeBoss, "ALTER ROLE boss CREATEDB");
    const boss = await place.connect();
    for (const template of ["template0", "template1"]) {
      await boss.query(`CREATE DATABASE of_${template} TEMPLATE ${template}`);
      const client = await place.connect({ database: `of_${template}` });
      await client.query("CREATE EXTENSION IF NOT EXISTS vector");
      expect((await client.query("SELECT '[3,4]'::vector <-> '[0,0]' AS far")).rows).toEqual([{ far: 5 }]);
      await client.end();
    }
    await boss.end();
  });

  it("lets in whoever has a password, by TLS, on this machine alone", async () => {
    const { port } = await start(place.config);
    await place.run(makeBoss);
    const boss = await place.connect();
    expect(
      (await boss.query("SELECT version, current_user AS is FROM pg_stat_ssl WHERE pid = pg_backend_pid()"))
        .rows,
    ).toEqual([{ version: "TLSv1.3", is: "boss" }]);
    await boss.end();
    expect(await codeOf(place.connect({ password: "wrong" }))).toBe("28P01");
    expect(await codeOf(place.connect({ user: "nobody_here" }))).toBe("28P01");
    await expect(place.connect({ ssl: false })).rejects.toThrow(
      'no pg_hba.conf entry for host "127.0.0.1", user "boss", database "postgres", no encryption',
    );
    const others = Object.values(networkInterfaces()).flatMap((all) =>
      (all ?? []).filter(({ internal, family }) => !internal && family === "IPv4"),
    );
    for (const { address } of others) expect(await listens(port, address)).toBe(false);
    expect(await listens(port)).toBe(true);
  });

  it("lets the superuser in by the socket alone, which is for the server's user", async () => {
    await start(place.config);
    expect(
      await place.run(
        "SELECT current_user AS is, rolsuper, rolpassword FROM pg_authid WHERE rolname = current_user",
      ),
    ).toEqual([{ is: "rdsadmin", rolsuper: true, rolpassword: null }]);
    for (const ssl of [false, undefined])
      await expect(place.connect({ user: "rdsadmin", ...(ssl === false && { ssl }) })).rejects.toThrow(
        /pg_hba.conf rejects connection for host "127.0.0.1", user "rdsadmin"/,
      );
    const { mode, uid } = statSync(place.config.socketFolder);
    expect(mode & 0o777).toBe(0o700);
    expect(uid).toBe(statSync(place.config.dataFolder).uid);
    const keys = join(place.config.dataFolder, "pgstack", "server.key");
    expect(statSync(keys)).toMatchObject({ mode: 0o100600, uid });
  });

  it("starts again with another port or memory, and keeps the rows", async () => {
    const first = await start(place.config);
    await place.run(makeRows);
    const port = await freePort();
    const config = { ...place.config, port, ...parametersFor(512 * 2 ** 20) };
    const second = await start(config);
    expect(second).toEqual({ ...first, pid: second.pid, port });
    expect(second.pid).not.toBe(first.pid);
    expect(await listens(first.port)).toBe(false);
    const client = await place.inside(config);
    expect((await client.query("SELECT count(*)::int AS rows FROM kept")).rows).toEqual([{ rows: 1000 }]);
    expect((await client.query("SHOW shared_buffers")).rows).toEqual([{ shared_buffers: "128MB" }]);
    await client.end();
  });

  it("keeps its port and address whatever its data says", async () => {
    await start(place.config);
    await stop(place.config.runFolder);
    appendFileSync(
      join(place.config.dataFolder, "postgresql.auto.conf"),
      "port = 1\nlisten_addresses = '*'\nunix_socket_directories = ''\n",
    );
    await start(place.config);
    expect(await place.run("SHOW listen_addresses")).toEqual([{ listen_addresses: "127.0.0.1" }]);
  });

  it("is not misled by the caller's environment", async () => {
    for (const name of ["PGDATA", "PGPORT", "PGOPTIONS", "PGUSER"]) vi.stubEnv(name, "-c nonsense=1");
    vi.stubEnv("LC_ALL", "de_DE.UTF-8");
    onTestFinished(() => {
      vi.unstubAllEnvs();
    });
    expect((await start(place.config)).port).toBe(place.config.port);
  });

  it("gives two starts at once the same server", async () => {
    const [one, other] = await Promise.all([start(place.config), start(place.config)]);
    expect(one).toEqual(other);
  });

  it("runs two servers beside each other", async () => {
    const second = await newPlace();
    const [one, other] = await Promise.all([start(place.config), start(second.config)]);
    expect(one.systemIdentifier).not.toBe(other.systemIdentifier);
    await second.clear();
    expect(runs(one.pid)).toBe(true);
    expect(await place.run("SELECT 1 AS one")).toEqual([{ one: 1 }]);
  });

  it("begins a new log when it has become long", async () => {
    await start(place.config);
    await stop(place.config.runFolder);
    const log = join(place.config.runFolder, "server.log");
    writeFileSync(log, "x".repeat(6 * 2 ** 20));
    await start(place.config);
    expect(readFileSync(`${log}.1`, "utf8").length).toBe(6 * 2 ** 20);
    expect(readFileSync(log, "utf8")).toContain("database system is ready to accept connections");
  });
});

describe("a server that was killed", () => {
  it("starts again with its rows, though its connections were at work", async () => {
    const first = await start(place.config);
    await place.run(makeRows);
    const busy = await place.inside();
    const sleeping = busy.query("SELECT pg_sleep(600)").catch(() => "cut off");
    await kill(first.pid);
    expect(await statusNow()).toEqual({ state: "stopped" });
    const second = await start(place.config);
    expect(await sleeping).toBe("cut off");
    expect(second).toEqual({ ...first, pid: second.pid });
    expect(await countRows()).toEqual([{ rows: 1000 }]);
  });

  it("starts again when another process has its number by now", async () => {
    const first = await start(place.config);
    await place.run(makeRows);
    await kill(first.pid);
    const user = serverUser(place.config.dataFolder);
    const other = spawn("sleep", ["600"], { ...runAs(user), stdio: "ignore" });
    onTestFinished(() => {
      other.kill();
    });
    const file = join(place.config.dataFolder, "postmaster.pid");
    writeFileSync(file, readFileSync(file, "utf8").replace(/^\d+/, String(other.pid)));
    await start(place.config);
    expect(await countRows()).toEqual([{ rows: 1000 }]);
    expect(other.exitCode).toBe(null);
  });

  it("starts again once a connection that does not notice has come to its end", async () => {
    const first = await start(place.config);
    const busy = await place.inside();
    const [{ pid }] = (await busy.query("SELECT pg_backend_pid() AS pid")).rows;
    const working = busy
      .query(
        "DO $$ DECLARE ends timestamptz := clock_timestamp() + '3 s'; BEGIN WHILE clock_timestamp() < ends LOOP END LOOP; END $$",
      )
      .catch(() => "cut off");
    await kill(first.pid);
    expect(runs(pid)).toBe(true);
    await start(place.config);
    expect(runs(pid)).toBe(false);
    await working;
  });

  it("waits until the system has collected the remains of a server that was killed", async () => {
    const first = await start(place.config);
    await place.run(makeRows);
    await kill(first.pid);
    // The shell becomes a program that collects no children: its own stays as remains until that ends.
    const shell = spawn("sh", ["-c", "sleep 0.1 & echo $!; exec sleep 2"], {
      stdio: ["ignore", "pipe", "ignore"],
      ...runAs(serverUser(place.config.dataFolder)),
    });
    const remains = await new Promise<number>((resolve) => {
      shell.stdout.once("data", (line: Buffer) => resolve(Number(line)));
    });
    await until(() => !runs(remains));
    expect(existsSync(`/proc/${remains}`)).toBe(true);
    const file = join(place.config.dataFolder, "postmaster.pid");
    writeFileSync(file, readFileSync(file, "utf8").replace(/^\d+/, String(remains)));
    await start(place.config);
    expect(existsSync(`/proc/${remains}`)).toBe(false);
    expect(await countRows()).toEqual([{ rows: 1000 }]);
  });

  it("is replaced when it is suspended and does not answer", async () => {
    const first = await start(place.config);
    await place.run(makeRows);
    process.kill(first.pid, "SIGSTOP");
    await start(place.config);
    expect(runs(first.pid)).toBe(false);
    expect(await countRows()).toEqual([{ rows: 1000 }]);
  });
});

describe("stop and remove", () => {
  it("stops in order, once", async () => {
    const { pid, port } = await start(place.config);
    const client = await place.inside();
    await stop(place.config.runFolder);
    expect(runs(pid)).toBe(false);
    expect(await listens(port)).toBe(false);
    expect(await codeOf(client.query("SELECT 1"))).not.toBe("");
    await stop(place.config.runFolder);
    expect(await statusNow()).toEqual({ state: "stopped" });
    expect(readFileSync(join(place.config.runFolder, "server.log"), "utf8")).toContain(
      "database system is shut down",
    );
  });

  it("leaves no process, port or file", async () => {
    const { pid, port } = await start(place.config);
    const { runFolder, dataFolder } = place.config;
    await remove(runFolder, dataFolder);
    expect(runs(pid)).toBe(false);
    expect(await listens(port)).toBe(false);
    expect(existsSync(runFolder)).toBe(false);
    expect(existsSync(place.config.socketFolder)).toBe(false);
    expect(readdirSync(dirname(dataFolder))).toEqual([]);
    await remove(runFolder, dataFolder);
  });

  it("deletes nothing that pgstack did not make", async () => {
    const { runFolder } = place.config;
    const photo = join(place.root, "photo.jpg");
    writeFileSync(photo, "dear");
    await expect(remove(runFolder, place.root)).rejects.toThrow(
      `${place.root} is not a data folder that pgstack made, and is left as it is`,
    );
    expect(readFileSync(photo, "utf8")).toBe("dear");
  });
});

describe("the data's identity", () => {
  it("is another when the data is gone", async () => {
    const first = await start(place.config);
    rmSync(place.config.dataFolder, { recursive: true });
    expect(await statusNow()).toEqual({ state: "absent" });
    expect(runs(first.pid)).toBe(false);
    const second = await start(place.config);
    expect(second.systemIdentifier).not.toBe(first.systemIdentifier);
    expect(second.identity).toBe(`${second.systemIdentifier}/2`);
  });

  it("is another when an older copy came back", async () => {
    const { runFolder, dataFolder } = place.config;
    const first = await start(place.config);
    await stop(runFolder);
    cpSync(dataFolder, join(place.root, "copy"), { recursive: true });
    await start(place.config);
    await place.run(makeRows);
    await stop(runFolder);
    expect((await start(place.config)).identity).toBe(first.identity);
    await stop(runFolder);
    rmSync(dataFolder, { recursive: true });
    cpSync(join(place.root, "copy"), dataFolder, { recursive: true });
    expect(await start(place.config)).toMatchObject({
      systemIdentifier: first.systemIdentifier,
      identity: `${first.systemIdentifier}/2`,
    });
    expect(await codeOf(countRows())).toBe("42P01");
  });

  it("is read without a server, and shows another server's data in the place of one's own", async () => {
    const second = await newPlace();
    const [one, other] = [await start(place.config), await start(second.config)];
    await stop(place.config.runFolder);
    await stop(second.config.runFolder);
    rmSync(place.config.dataFolder, { recursive: true });
    cpSync(second.config.dataFolder, place.config.dataFolder, { recursive: true });
    expect(dataIdentity(place.config.dataFolder)?.systemIdentifier).toBe(other.systemIdentifier);
    const now = await start(place.config);
    expect(now.identity).toBe(`${other.systemIdentifier}/2`);
    expect(now.systemIdentifier).not.toBe(one.systemIdentifier);
    await second.clear();
  });
});

it("keeps keys and passwords out of arguments, environments and logs", async () => {
  const { pid } = await start(place.config);
  await place.run(makeBoss);
  await codeOf(place.connect({ password: "wrong" }));
  const { runFolder, dataFolder, tlsFolder } = place.config;
  const shown = ["cmdline", "environ"].map((name) => readFileSync(`/proc/${pid}/${name}`, "utf8"));
  const files = readdirSync(runFolder, { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(runFolder, entry.name), "latin1"));
  const key = readFileSync(join(tlsFolder, "server.key"), "utf8").split("\n")[1] ?? "";
  expect([...shown, ...files].filter((text) => text.includes(key))).toEqual([]);
  expect(readdirSync(dirname(dataFolder))).toEqual(["dev"]);
  expect(shown[1]).not.toContain("PG");
});
