import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { start as startEmbedded } from "../../../operations/embedded/start.ts";
import { stop as stopEmbedded } from "../../../operations/embedded/stop.ts";
import type { NativeConfig } from "../../../operations/native/native-config.ts";
import { runAs, serverUser } from "../../../operations/native/server-user.ts";
import { start } from "../../../operations/native/start.ts";
import { stop } from "../../../operations/native/stop.ts";
import { needsPostgres, testPostgres } from "../../native/test-postgres.ts";
import { fakeCommand } from "../cli/fake-command.ts";
import { freePort, runs, until } from "../embedded/test-server.ts";
import { failure, newPlace, type Place, parametersFor } from "./test-server.ts";

let place: Place;

beforeEach(async (context) => {
  needsPostgres(context);
  place = await newPlace();
});

afterEach(() => place?.clear());

const emptyOrElsewhere =
  "Make it an empty folder that you may write to, or set pgstack:dataFolder to another folder.";

/** Nothing is there but what was there before. */
function expectNothingLeft(names: readonly string[] = ["stacks", "tls"]): void {
  expect(readdirSync(place.root).sort()).toEqual(names);
  expect(existsSync(place.config.runFolder)).toBe(false);
}

/** Programs that pretend to be PostgreSQL 16, whose initdb fails with these words. */
function failingInitdb(words: string): string {
  const folder = join(place.root, "bin");
  fakeCommand(folder, "postgres", 'echo "postgres (PostgreSQL) 16.9"');
  writeFileSync(join(folder, "initdb"), `#!/bin/sh\ncat <<'END' >&2\n${words}\nEND\nexit 1\n`, {
    mode: 0o755,
  });
  writeFileSync(join(folder, "postgres.calls"), "", { mode: 0o666 });
  execFileSync("chmod", ["666", join(folder, "postgres.calls")]);
  return folder;
}

describe("a start that cannot succeed says why, and leaves nothing", () => {
  it("when another program has the port", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(place.config.port, "127.0.0.1", resolve));
    onTestFinished(() => {
      other.close();
    });
    const error = await failure(place.config);
    expect(error.message).toBe(
      `pgstack:port: port ${place.config.port} is taken by another program\n  Set pgstack:port to a free port, or to auto.`,
    );
    expectNothingLeft();
  });

  it("when the data folder is a file, or below one", async () => {
    const file = join(place.root, "file");
    writeFileSync(file, "mine");
    for (const [dataFolder, why] of [
      [file, "it is a file"],
      [join(file, "below"), "a folder above it is a file"],
    ] as const) {
      expect((await failure({ ...place.config, dataFolder })).message).toBe(
        `pgstack:dataFolder: the data folder ${dataFolder} cannot be used: ${why}\n  ${emptyOrElsewhere}`,
      );
    }
    expect(readFileSync(file, "utf8")).toBe("mine");
    expectNothingLeft(["file", "stacks", "tls"]);
  });

  it("when the data folder cannot be made", async () => {
    const dataFolder = "/sys/kernel/pgstack-test/data";
    const error = await failure({ ...place.config, dataFolder });
    expect(error.where).toBe("pgstack:dataFolder");
    expect(error.message).toContain(`the data folder ${dataFolder} cannot be used: it may not be written`);
  });

  it("when the data folder holds something else, which stays as it is", async () => {
    const { dataFolder } = place.config;
    mkdirSync(dataFolder, { recursive: true });
    writeFileSync(join(dataFolder, "photo.jpg"), "dear");
    expect((await failure(place.config)).message).toBe(
      `pgstack:dataFolder: ${dataFolder} is not empty\n  ${emptyOrElsewhere}`,
    );
    writeFileSync(join(dataFolder, "PG_VERSION"), "17\n");
    expect((await failure(place.config)).message).toContain(
      "is a PostgreSQL data folder that pgstack did not make",
    );
    expect(readdirSync(dataFolder)).toEqual(["PG_VERSION", "photo.jpg"]);
    rmSync(dataFolder, { recursive: true });
  });

  it("when the data is the embedded server's", async () => {
    const { dataFolder, runFolder, port } = place.config;
    const memory = 256 * 2 ** 20;
    const run = `${runFolder}-embedded`;
    await startEmbedded({
      runFolder: run,
      dataFolder,
      host: "127.0.0.1",
      port,
      database: "d",
      adminUser: "boss",
      memory,
    });
    await stopEmbedded(run);
    expect((await failure(place.config)).message).toContain(
      `${dataFolder} holds the data of the embedded server`,
    );
    rmSync(dataFolder, { recursive: true });
  });

  it("when the data is another major version's, or damaged", async () => {
    await start(place.config);
    await stop(place.config.runFolder);
    const { dataFolder } = place.config;
    const file = join(dataFolder, "PG_VERSION");
    const { version, majorVersion } = testPostgres();
    writeFileSync(file, `${majorVersion - 1}\n`);
    expect((await failure(place.config)).message).toBe(
      `pgstack:dataFolder: ${dataFolder} was made by PostgreSQL ${majorVersion - 1}; this is PostgreSQL ${version}\n` +
        `  Set pgstack:postgresBin to the programs of PostgreSQL ${majorVersion - 1}, or set pgstack:dataFolder to another folder.`,
    );
    rmSync(file);
    expect((await failure(place.config)).message).toContain("is damaged: PG_VERSION is missing");
    writeFileSync(file, `${majorVersion}\n`);
    rmSync(join(dataFolder, "pg_xact"), { recursive: true });
    const error = await failure(place.config);
    expect(error.message).toContain("the native server did not start:");
    expect(error.message).toContain("pg_xact");
    expect(error.mend).toBe(`Its log is ${join(place.config.runFolder, "server.log")}.`);
  });

  it("when the data is an older version's, which stays as it is and goes on", async () => {
    const { pid } = await start(place.config);
    const { dataFolder } = place.config;
    const marker = join(dataFolder, "pgstack-native.json");
    const old = JSON.stringify({ madeBy: "pgstack", adminUser: "boss", password: "SCRAM-SHA-256$4096:x" });
    writeFileSync(marker, old);
    const words =
      `${dataFolder}: the server's data was made by an older version of pgstack, whose administrator is a superuser\n` +
      "  Dump what you need of it (pg_dump), then run `npx pgstack destroy`, which deletes it, and `npx pgstack up`.";
    expect((await failure({ ...place.config, ...parametersFor(2 ** 30) })).message).toBe(words);
    expect(readFileSync(marker, "utf8")).toBe(old);
    expect(runs(pid)).toBe(true);
  });

  it("when another server has the data folder open, which goes on", async () => {
    await start(place.config);
    await stop(place.config.runFolder);
    const { bin, dataFolder } = place.config;
    const port = await freePort();
    const user = serverUser(dataFolder);
    const other = spawn(join(bin, "postgres"), ["-D", dataFolder, "-c", `port=${port}`], {
      ...runAs(user),
      cwd: "/",
      stdio: "ignore",
    });
    await until(() => {
      const file = join(dataFolder, "postmaster.pid");
      return existsSync(file) && readFileSync(file, "utf8").includes("ready");
    });
    const error = await failure(place.config);
    expect(error.message).toBe(
      `pgstack:dataFolder: the data folder ${dataFolder} is in use by process ${other.pid}\n` +
        "  End that process, or set pgstack:dataFolder to another folder.",
    );
    await expect(place.clear()).rejects.toThrow(`is in use by process ${other.pid}`);
    expect(runs(other.pid ?? 0)).toBe(true);
    const ended = once(other, "exit");
    other.kill("SIGINT");
    await ended;
  });

  it("when two servers are started on one data folder at the same instant: one of them runs", async () => {
    const second = await newPlace();
    const { dataFolder } = place.config;
    const outcomes = await Promise.allSettled(
      [place, second].map(({ config }) => start({ ...config, dataFolder })),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = outcomes.find((outcome) => outcome.status === "rejected");
    expect(String(refused?.reason)).toMatch(/is in use by|was put into/);
    await stop(place.config.runFolder);
    await stop(second.config.runFolder);
    for (const folder of [second.root, second.config.socketFolder])
      rmSync(folder, { recursive: true, force: true });
  });

  it("when a certificate or a key cannot be read", async () => {
    const key = join(place.config.tlsFolder, "server.key");
    rmSync(key);
    expect((await failure(place.config)).message).toBe(
      `${key}: a file of TLS cannot be read\n  Run \`npx pgstack up\`: it makes the certificates again.`,
    );
    expectNothingLeft();
  });

  it("when a parameter is not one", async () => {
    const dynamicParameters = { ...place.config.dynamicParameters, work_mem: "much" };
    const error = await failure({ ...place.config, dynamicParameters });
    expect(error.message).toContain('invalid value for parameter "work_mem": "much"');
    expectNothingLeft();
    await start(place.config);
    const refused = await failure({ ...place.config, dynamicParameters });
    expect(refused.message).toContain(
      "the native server refuses its configuration: work_mem = much, setting could not be applied",
    );
  });

  it("when the programs do not run", async () => {
    const error = await failure({ ...place.config, bin: join(place.root, "nothing") });
    expect(error.where).toBe("pgstack:postgresBin");
    expect(error.message).toContain(`${place.root}/nothing/postgres does not run:`);
    expectNothingLeft();
  });

  it("when the memory is more than the system gives", async () => {
    const error = await failure({ ...place.config, ...parametersFor(16 * 2 ** 40) });
    expect(error.message).toBe(
      "pgstack:memory: the system does not give the server the shared memory it asks for\n" +
        "  Set pgstack:memory to a smaller size.",
    );
    expectNothingLeft();
  });

  it("when the locale is missing, or the name is not one, with the words of PostgreSQL", async () => {
    const bin = failingInitdb('initdb: error: invalid locale name "C.UTF-8"');
    expect((await failure({ ...place.config, bin })).message).toBe(
      "pgstack:postgresBin: this system has not the locale that the data needs, C.UTF-8\n" +
        "  Install the locale C.UTF-8, or PostgreSQL 17 or newer, which needs none of the system's.",
    );
    failingInitdb("child process\nFATAL:  it broke");
    expect((await failure({ ...place.config, bin })).message).toContain(
      "the native server did not start: FATAL:  it broke",
    );
    expectNothingLeft(["bin", "stacks", "tls"]);
  });

  it("when the disk is full", async () => {
    const bin = failingInitdb(
      'FATAL:  could not write to file "pg_wal/xlogtemp.42": No space left on device',
    );
    expect((await failure({ ...place.config, bin })).message).toBe(
      `pgstack:dataFolder: the disk of ${place.config.dataFolder} is full\n` +
        "  Free some space, or set pgstack:dataFolder to a folder on another disk.",
    );
    expectNothingLeft(["bin", "stacks", "tls"]);
  });

  if (mayMount()) {
    it("when a real disk is full while the data is made, or while it starts", async () => {
      for (const size of ["20m", "64m"]) {
        const disk = join(place.root, `disk-${size}`);
        mkdirSync(disk);
        execFileSync("mount", ["-t", "tmpfs", "-o", `size=${size},mode=755`, "tmpfs", disk]);
        const config: NativeConfig = { ...place.config, dataFolder: join(disk, "dev") };
        if (size === "64m") {
          await start(config);
          await stop(config.runFolder);
          execFileSync("sh", ["-c", 'cat /dev/zero > "$1"/filler || true', "sh", disk], { stdio: "ignore" });
        }
        const error = await failure(config).finally(() => execFileSync("umount", ["-l", disk]));
        expect(error.message).toContain(`pgstack:dataFolder: the disk of ${config.dataFolder} is full`);
      }
    });
  }
});

/** Root may, except in most containers. */
function mayMount(): boolean {
  try {
    execFileSync("unshare", ["--mount", "true"], { stdio: "ignore" });
    return process.getuid?.() === 0;
  } catch {
    return false;
  }
}
