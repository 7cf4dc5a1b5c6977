import { rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import grpc from "@grpc/grpc-js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { start } from "../../../operations/embedded/start.ts";
import { stop } from "../../../operations/embedded/stop.ts";
import { unknown } from "../../../provider/unknown.ts";
import { PlugIn } from "../../provider/plug-in.ts";
import { newServer, type TestServer } from "../embedded/test-server.ts";

let server: TestServer;
let plugIn: PlugIn;
let inputs: Record<string, unknown>;
let outputs: Record<string, unknown>;
let id: string;

beforeAll(async () => {
  server = await newServer();
  plugIn = await PlugIn.start();
  const { host, port, database, adminUser, runFolder } = server.config;
  const credential = `file:${join(runFolder, "admin.password")}`;
  inputs = { host, port, database, user: adminUser, credential, tls: "disable" };
  id = server.running.systemIdentifier;
  outputs = { ...inputs, systemIdentifier: id, version: "18.3", status: "running", answering: id };
});
afterAll(async () => {
  await plugIn[Symbol.asyncDispose]();
  await server.clear();
});

describe("RunningServer", () => {
  it("leaves to the server who it is, in a preview", async () => {
    expect(await plugIn.create("RunningServer", inputs, true)).toEqual({
      id: "",
      outputs: {
        ...inputs,
        status: "running",
        systemIdentifier: unknown,
        version: unknown,
        answering: unknown,
      },
    });
  });

  it("is made when the server answers, and is no change while the same one does", async () => {
    const created = await plugIn.create("RunningServer", inputs);
    outputs = { ...outputs, version: created.outputs.version };
    expect(created).toEqual({ id, outputs });
    expect(created.outputs.version).toMatch(/^18\.\d+$/);
    expect(await plugIn.read("RunningServer", id, outputs, inputs)).toEqual({ id, inputs, outputs });
    expect((await plugIn.diff("RunningServer", { inputs, outputs }, inputs)).diffsList).toEqual([]);
  });

  it("is the same server at another address", async () => {
    const elsewhere = { ...inputs, host: "localhost" };
    expect(await plugIn.diff("RunningServer", { inputs, outputs }, elsewhere)).toMatchObject({
      diffsList: ["host"],
      replacesList: [],
      deletebeforereplace: false,
    });
    expect(await plugIn.update("RunningServer", id, outputs, elsewhere)).toEqual({
      ...outputs,
      host: "localhost",
    });
  });

  it("keeps who it is in the preview of an update", async () => {
    const moved = { ...inputs, host: "localhost" };
    expect(await plugIn.update("RunningServer", id, outputs, moved, true)).toEqual({ ...outputs, ...moved });
  });

  it("says at once that the password is wrong, and shows none", async () => {
    const file = join(server.root, "wrong.password");
    writeFileSync(file, "S3cret\n");
    const wrong = { ...inputs, credential: `file:${file}` };
    const began = Date.now();
    const failed = await plugIn.create("RunningServer", wrong).catch((error: { details: string }) => error);
    expect(failed).toMatchObject({
      details: [
        `postgresql://boss@127.0.0.1:${inputs.port}/shop: the server refuses the password`,
        "  Run `npx pgstack up --refresh`: it sets the password again.",
      ].join("\n"),
    });
    // Its patience with a server that starts is a minute.
    expect(Date.now() - began).toBeLessThan(15_000);
    const read = await plugIn.read("RunningServer", id, outputs, wrong);
    expect(read.outputs).toEqual({ ...outputs, status: "unreachable" });
  });

  it("is unreachable where connections are taken and closed, as by Docker's proxy before the server is there", async () => {
    const proxy = await closingProxy();
    const elsewhere = { ...inputs, port: proxy.port };
    const read = await plugIn.read("RunningServer", id, outputs, elsewhere);
    expect(read.outputs).toEqual({ ...outputs, status: "unreachable" });
    await proxy.close();
  });

  it("ends its waiting when it is cancelled", async () => {
    await using other = await PlugIn.start();
    const proxy = await closingProxy();
    const waiting = other
      .create("RunningServer", { ...inputs, port: proxy.port })
      .catch((error: { code: number }) => error.code);
    await expect.poll(() => proxy.taken(), { timeout: 20_000 }).toBeGreaterThan(1);
    await other.cancel();
    expect(await waiting).toBe(grpc.status.CANCELLED);
    await proxy.close();
  });

  it("is unreachable while the server is down, and waits for it in place", async () => {
    await stop(server.config.runFolder);
    const read = await plugIn.read("RunningServer", id, outputs, inputs);
    expect(read).toEqual({ id, inputs, outputs: { ...outputs, status: "unreachable" } });
    expect(await plugIn.diff("RunningServer", { inputs, outputs }, inputs)).toMatchObject({
      diffsList: ["status"],
      replacesList: [],
    });
    const waiting = plugIn.update("RunningServer", id, read.outputs, inputs);
    await start(server.config);
    expect(await waiting).toEqual(outputs);
  });

  it("is replaced when another server answers, the old one deleted first", async () => {
    await stop(server.config.runFolder);
    rmSync(server.config.dataFolder, { recursive: true });
    const { systemIdentifier } = await start(server.config);
    expect(systemIdentifier).not.toBe(id);
    expect((await plugIn.read("RunningServer", id, outputs, inputs)).outputs).toEqual({
      ...outputs,
      answering: systemIdentifier,
    });
    expect(await plugIn.diff("RunningServer", { inputs, outputs }, inputs)).toMatchObject({
      diffsList: ["answering"],
      replacesList: ["answering"],
      deletebeforereplace: true,
    });
    // An update that finds it out too late keeps the identity, so that the next one replaces.
    expect(await plugIn.update("RunningServer", id, outputs, inputs)).toEqual({
      ...outputs,
      answering: systemIdentifier,
    });
    expect((await plugIn.create("RunningServer", inputs)).id).toBe(systemIdentifier);
  });

  it("is not touched when it is deleted", async () => {
    await plugIn.delete("RunningServer", id, outputs);
    expect((await plugIn.read("RunningServer", id, outputs, inputs)).outputs.status).toBe("running");
  });
});

/** Takes connections and closes them, and counts them. */
async function closingProxy() {
  let taken = 0;
  const proxy = createServer((socket) => {
    taken++;
    socket.resume().end();
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const { port } = proxy.address() as AddressInfo;
  return { port, taken: () => taken, close: () => new Promise((resolve) => proxy.close(resolve)) };
}
