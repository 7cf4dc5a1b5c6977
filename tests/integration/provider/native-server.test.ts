import { existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { readPostmasterFile } from "../../../operations/native/postmaster.ts";
import { remove } from "../../../operations/native/remove.ts";
import { runFolder, stackFolder } from "../../../settings/paths.ts";
import { recallServer, rememberServer } from "../../../settings/remembered-server.ts";
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
let inputs: { [name: string]: string | number };

beforeAll(async () => {
  plugIn = await PlugIn.start();
  await plugIn.configure({});
});

afterAll(() => plugIn[Symbol.asyncDispose]());

beforeEach(async (context) => {
  needsPostgres(context);
  place = await newPlace();
  const { bin, port, adminUser, adminPassword, memory } = place.config;
  const dataFolder = join(place.root, "data");
  inputs = { stack, bin, port, dataFolder, adminUser, passwordFile: adminPassword, memory };
});

afterEach(async () => {
  if (place === undefined) return;
  await remove(runFolder(stack), join(place.root, "data", stack));
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

  it("is given the password that its file has by now", async () => {
    const { id, outputs } = await plugIn.create(type, inputs);
    const other = "another-for-tests-90bc";
    writeFileSync(String(inputs.passwordFile), `${other}\n`);
    const read = await plugIn.read(type, id, outputs, inputs);
    expect(read.outputs).toEqual({ ...outputs, status: "running with another password" });
    expect(await plugIn.update(type, id, read.outputs, inputs)).toEqual(outputs);
    await (await place.connect({ password: other })).end();
    expect((await plugIn.read(type, id, outputs, inputs)).outputs).toEqual(outputs);
  });

  it("refuses what would leave the data behind, as long as there is data", async () => {
    const reserved = await plugIn.check(type, { ...inputs, adminUser: "pg_boss" });
    expect(reserved.failures).toEqual([
      {
        property: "adminUser",
        reason: '"pg_boss" begins with pg_, which PostgreSQL keeps for itself',
      },
    ]);
    const bin = join(place.root, "bin");
    fakeCommand(bin, "postgres", 'echo "postgres (PostgreSQL) 99.1"');
    const news = { ...inputs, bin, adminUser: "other", dataFolder: join(place.root, "elsewhere") };
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
        property: "adminUser",
        reason: `cannot change from "boss" to "other" while the server holds data. ${end}`,
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
      .create(type, { ...inputs, passwordFile: join(place.root, "nothing") })
      .catch((error: Error) => error);
    expect((error as Error).message).toContain("the administrator's password cannot be read");
    expect(existsSync(runFolder(stack))).toBe(false);
    expect(await codeOf(place.connect())).toBe("ECONNREFUSED");
  });
});
