import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readPostmasterFile } from "../../../operations/native/postmaster.ts";
import { remove } from "../../../operations/native/remove.ts";
import { replicaRunFolder } from "../../../operations/native/replica-folders.ts";
import { socketFolderOf } from "../../../operations/native/socket-folder.ts";
import { removeReplicas } from "../../../operations/native/stack-replicas.ts";
import type { Properties } from "../../../provider/properties.ts";
import { runFolder, stackFolder } from "../../../settings/paths.ts";
import { recallServer, rememberServer } from "../../../settings/remembered-server.ts";
import { createSlots, replicatorStatements } from "../../../sql/rds/replication-statements.ts";
import { needsPostgres, testPostgres } from "../../native/test-postgres.ts";
import { PlugIn } from "../../provider/plug-in.ts";
import { fakeCommand } from "../cli/fake-command.ts";
import { codeOf, freePort, runs, until } from "../embedded/test-server.ts";
import { newPlace, type Place } from "../native/test-server.ts";

const type = "NativeServer";
/** A stack that nobody has: its folder lies in the checkout. */
const stack = `native-test-${process.pid}`;
let plugIn: PlugIn;
let place: Place;
let inputs: Properties;

beforeAll(async () => {
  plugIn = await PlugIn.start();
  await plugIn.configure({});
});

afterAll(() => plugIn[Symbol.asyncDispose]());

beforeEach(async (context) => {
  needsPostgres(context);
  place = await newPlace();
  const { bin, port, staticParameters, dynamicParameters, hostRules, tlsFolder, tlsFiles } = place.config;
  inputs = {
    stack,
    bin,
    port,
    dataFolder: join(place.root, "data"),
    socketFolder: place.config.socketFolder,
    staticParameters,
    dynamicParameters,
    hostRules,
    tlsFolder,
    tlsFiles,
    tlsFingerprint: "1",
  };
});

afterEach(async () => {
  if (place === undefined) return;
  await removeReplicas(stack, data());
  await remove(runFolder(stack), data());
  rmSync(stackFolder(stack), { recursive: true, force: true });
  await place.clear();
});

const pidOf = async () => Number((await place.run("SELECT pg_backend_pid() AS pid"))[0]?.pid);
const data = () => join(place.root, "data", stack);

describe("NativeServer", () => {
  it("is made, read, changed in place, and deleted with its data", async () => {
    const checked = await plugIn.check(type, inputs);
    expect(checked.failures).toEqual([]);
    const preview = await plugIn.create(type, checked.inputs, true);
    expect(preview.outputs).toMatchObject({ ...inputs, status: "running", address: "127.0.0.1" });
    expect(existsSync(data())).toBe(false);

    const { id, outputs } = await plugIn.create(type, checked.inputs);
    const { systemIdentifier } = outputs;
    expect(id).toBe(stack);
    expect(outputs).toEqual({
      ...inputs,
      status: "running",
      address: "127.0.0.1",
      majorVersion: testPostgres().majorVersion,
      systemIdentifier,
      identity: `${systemIdentifier}/1`,
    });
    expect(await pidOf()).toBeGreaterThan(0);
    expect(await plugIn.read(type, id, outputs, inputs)).toEqual({ id, outputs, inputs });

    const news = { ...inputs, port: await freePort() };
    expect(await plugIn.diff(type, { inputs, outputs }, news)).toMatchObject({
      changes: 2,
      replacesList: [],
      diffsList: ["port"],
    });
    expect(await plugIn.update(type, id, outputs, news, true)).toEqual({ ...outputs, port: news.port });
    expect(await plugIn.update(type, id, outputs, news)).toEqual({ ...outputs, port: news.port });

    rememberServer(stack, { kind: "native", reason: "a test", port: news.port });
    await plugIn.delete(type, id, { ...outputs, port: news.port });
    expect(existsSync(data())).toBe(false);
    expect(existsSync(runFolder(stack))).toBe(false);
    expect(recallServer(stack)).toBe(undefined);
    await plugIn.delete(type, id, outputs);
  });

  it("is started again when it was killed, and made again when its data is gone", async () => {
    const { id, outputs } = await plugIn.create(type, inputs);
    const [row] = await place.run("SELECT pid FROM pg_stat_activity WHERE backend_type = 'checkpointer'");
    const { pid } = readPostmasterFile(data()) ?? { pid: 0 };
    process.kill(pid, "SIGKILL");
    await until(() => !runs(pid) && !runs(Number(row?.pid)));
    const stopped = await plugIn.read(type, id, outputs, inputs);
    expect(stopped.outputs).toEqual({ ...outputs, status: "stopped" });
    expect(await plugIn.diff(type, { inputs, outputs: stopped.outputs }, inputs)).toMatchObject({
      changes: 2,
      replacesList: [],
      diffsList: ["status"],
    });
    expect(await plugIn.update(type, id, stopped.outputs, inputs, true)).toEqual(outputs);
    expect(await plugIn.update(type, id, stopped.outputs, inputs)).toEqual(outputs);

    rmSync(data(), { recursive: true });
    const absent = await plugIn.read(type, id, outputs, inputs);
    expect(absent.outputs).toEqual({ ...outputs, status: "absent" });
    const planned = await plugIn.update(type, id, absent.outputs, inputs, true);
    expect(planned.systemIdentifier).not.toBe(outputs.systemIdentifier);
    const renewed = await plugIn.update(type, id, absent.outputs, inputs);
    expect(renewed.status).toBe("running");
    expect(renewed.systemIdentifier).not.toBe(outputs.systemIdentifier);
    expect(renewed.identity).toBe(`${renewed.systemIdentifier}/2`);
  });

  it("shows what a change restarts, and what was changed by hand", async () => {
    const { id, outputs } = await plugIn.create(type, inputs);
    const { pid } = readPostmasterFile(data()) ?? {};
    const dynamicParameters = { ...(inputs.dynamicParameters as object), work_mem: "7MB" };
    const news = { ...inputs, dynamicParameters, tlsFingerprint: "2" };
    expect(await plugIn.diff(type, { inputs, outputs }, news)).toMatchObject({
      changes: 2,
      replacesList: [],
      diffsList: ["dynamicParameters", "tlsFingerprint"],
    });
    const updated = await plugIn.update(type, id, outputs, news);
    expect(updated).toEqual({ ...outputs, dynamicParameters, tlsFingerprint: "2" });
    expect(readPostmasterFile(data())?.pid).toBe(pid);
    const staticParameters = { ...(inputs.staticParameters as object), max_connections: "77" };
    expect(
      await plugIn.diff(type, { inputs: news, outputs: updated }, { ...news, staticParameters }),
    ).toMatchObject({
      diffsList: ["staticParameters"],
    });
    expect(await plugIn.update(type, id, updated, { ...news, staticParameters })).toMatchObject({
      status: "running",
    });
    expect(readPostmasterFile(data())?.pid).not.toBe(pid);

    const now = { ...news, staticParameters };
    rmSync(join(data(), "pgstack", "pg_hba.conf"));
    const read = await plugIn.read(type, id, { ...updated, staticParameters }, now);
    expect(read.outputs).toEqual({ ...updated, staticParameters, status: "changed by hand" });
    expect(await plugIn.update(type, id, read.outputs, now)).toEqual({ ...updated, staticParameters });
  });

  it("has replicas, which are looked at, cloned again and deleted with their data", async () => {
    const { outputs: server } = await plugIn.create(type, inputs);
    await place.run(...replicatorStatements, createSlots(["replica_1"]));
    const folder = replicaRunFolder(stack, "replica-1");
    const replica = {
      ...inputs,
      port: await freePort(),
      socketFolder: socketFolderOf(folder),
      tlsFiles: [...(inputs.tlsFiles as string[]), "replicator.crt", "replicator.key"],
      replica: "replica-1",
      slot: "replica_1",
      primaryPort: inputs.port,
      primarySocketFolder: inputs.socketFolder,
      primaryIdentity: server.identity,
    } as Properties;
    const kind = "NativeReplica";
    const { id, outputs } = await plugIn.create(kind, replica);
    expect(id).toBe(`${stack}/replica-1`);
    expect(outputs).toEqual({ ...replica, status: "streaming" });
    expect((await plugIn.read(kind, id, outputs, replica)).outputs).toEqual(outputs);
    const { pid } = readPostmasterFile(`${data()}-replica-1`) ?? { pid: 0 };
    process.kill(pid, "SIGKILL");
    await until(() => !runs(pid));
    const read = await plugIn.read(kind, id, outputs, replica);
    expect(read.outputs).toEqual({ ...outputs, status: "stopped" });
    expect(await plugIn.diff(kind, { inputs: replica, outputs: read.outputs }, replica)).toMatchObject({
      diffsList: ["status"],
      replacesList: [],
    });
    expect(await plugIn.update(kind, id, read.outputs, replica)).toEqual(outputs);
    await plugIn.delete(kind, id, outputs);
    expect(await place.run("SELECT slot_name FROM pg_replication_slots")).toEqual([]);
    expect(existsSync(`${data()}-replica-1`)).toBe(false);
    expect(existsSync(folder)).toBe(false);
    // One that a run left which was cut short goes with the server.
    await place.run(createSlots(["replica_1"]));
    await plugIn.create(kind, replica);
    await plugIn.delete(type, stack, server);
    expect(existsSync(`${data()}-replica-1`)).toBe(false);
  });

  it("refuses data of an older version, and leaves it as it is", async () => {
    await plugIn.create(type, inputs);
    const marker = join(data(), "pgstack-native.json");
    writeFileSync(marker, JSON.stringify({ madeBy: "pgstack", adminUser: "boss", password: "x" }));
    const { dataFolder, bin, port } = inputs;
    const olds = { stack, bin, port, dataFolder, adminUser: "boss" } as Properties;
    expect((await plugIn.read(type, stack, olds, olds)).outputs).toMatchObject({ status: "running" });
    expect((await plugIn.check(type, inputs, olds)).failures).toEqual([
      {
        property: "dataFolder",
        reason:
          "the server's data was made by an older version of pgstack, whose administrator is a superuser. " +
          "Dump what you need of it (pg_dump), then run `npx pgstack destroy`, which deletes it, and `npx pgstack up`.",
      },
    ]);
    await plugIn.delete(type, stack, olds);
    expect(existsSync(data())).toBe(false);
  });

  it("refuses what would leave the data behind, as long as there is data", async () => {
    const bin = join(place.root, "bin");
    fakeCommand(bin, "postgres", 'echo "postgres (PostgreSQL) 99.1"');
    const news = { ...inputs, bin, dataFolder: join(place.root, "elsewhere") };
    expect((await plugIn.check(type, news, inputs)).failures).toEqual([]);

    await plugIn.create(type, inputs);
    const end = "Set it back, or run `npx pgstack destroy` first, which deletes the data.";
    const major = testPostgres().majorVersion;
    expect((await plugIn.check(type, news, inputs)).failures).toEqual([
      {
        property: "dataFolder",
        reason: `cannot change from "${inputs.dataFolder}" to "${news.dataFolder}" while the server holds data. ${end}`,
      },
      {
        property: "bin",
        reason: `cannot change to PostgreSQL 99.1 in ${bin} while the server holds data of PostgreSQL ${major}. ${end}`,
      },
    ]);
    expect((await plugIn.check(type, inputs, inputs)).failures).toEqual([]);
  });

  it("says what is wrong with a start, once", async () => {
    const error = await plugIn
      .create(type, { ...inputs, tlsFolder: join(place.root, "nothing") })
      .catch((error: Error) => error);
    expect((error as Error).message).toContain("a file of TLS cannot be read");
    expect(existsSync(runFolder(stack))).toBe(false);
    expect(await codeOf(place.connect())).toBe("ECONNREFUSED");
  });
});
