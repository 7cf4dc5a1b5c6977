import pb from "@pulumi/pulumi/proto/provider_pb.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fromWire, toWire } from "../../provider/properties.ts";
import { PlugIn } from "./plug-in.ts";

const { DIFF_SOME } = pb.DiffResponse.DiffChanges;

let plugIn: PlugIn;
beforeAll(async () => {
  plugIn = await PlugIn.start();
});
afterAll(() => plugIn[Symbol.asyncDispose]());

describe("configuration", () => {
  it("accepts a connection and previews", async () => {
    const response = await plugIn.configure({
      host: "127.0.0.1",
      port: "1",
      database: "d",
      user: "u",
      credential: "file:x",
    });
    expect(response.toObject()).toMatchObject({ acceptsecrets: false, supportspreview: true });
  });

  it("keeps the project's settings, which have the same namespace, out of the default provider", async () => {
    const request = new pb.CheckRequest().setNews(toWire({ server: "auto", demoData: "true", host: "db" }));
    const response = await plugIn.call<unknown, pb.CheckResponse>("checkConfig", request);
    expect(fromWire(response.getInputs())).toEqual({ host: "db" });
    expect(response.getFailuresList()).toEqual([]);
  });

  it("changes in place when the server is another one", async () => {
    const request = new pb.DiffRequest().setOldInputs(toWire({ host: "a" })).setNews(toWire({ host: "b" }));
    const response = await plugIn.call<unknown, pb.DiffResponse>("diffConfig", request);
    expect(response.toObject()).toMatchObject({ changes: DIFF_SOME, diffsList: ["host"], replacesList: [] });
  });

  it("says when a resource has no server to live on", async () => {
    await using unconfigured = await PlugIn.start();
    await unconfigured.configure({});
    await expect(unconfigured.create("Schema", { name: "a", owner: "b" })).rejects.toMatchObject({
      details: expect.stringContaining("the provider does not know which server to connect to"),
    });
  });

  it("says when the server does not answer, without its password", async () => {
    await using dead = await PlugIn.start();
    await dead.configure({
      host: "127.0.0.1",
      port: "1",
      database: "d",
      user: "u",
      credential: "file:package.json",
      tls: "disable",
    });
    await expect(dead.read("Schema", "a")).rejects.toMatchObject({
      details: expect.stringContaining(
        "postgresql://u@127.0.0.1:1/d: the server does not answer (ECONNREFUSED)",
      ),
    });
  });
});
