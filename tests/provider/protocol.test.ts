import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import grpc from "@grpc/grpc-js";
import pluginpb from "@pulumi/pulumi/proto/plugin_pb.js";
import pb from "@pulumi/pulumi/proto/provider_pb.js";
import emptypb from "google-protobuf/google/protobuf/empty_pb.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fromWire, toWire } from "../../provider/properties.ts";
import { unknown } from "../../provider/unknown.ts";
import { version } from "../../provider/version.ts";
import { launcher, PlugIn, urn } from "./plug-in.ts";

const { DIFF_NONE, DIFF_SOME } = pb.DiffResponse.DiffChanges;
const { Kind } = pb.PropertyDiff;

let plugIn: PlugIn;
beforeAll(async () => {
  plugIn = await PlugIn.start();
});
afterAll(() => plugIn[Symbol.asyncDispose]());

const index = { schema: "commerce", name: "a_idx", table: "a", keys: [{ column: "b" }] };

describe("the plug-in as a whole", () => {
  it("shakes hands and asks for plain values", async () => {
    const request = new pb.ProviderHandshakeRequest().setEngineAddress("127.0.0.1:1");
    const response = await plugIn.call<unknown, pb.ProviderHandshakeResponse>("handshake", request);
    expect(response.toObject()).toMatchObject({
      acceptSecrets: false,
      acceptResources: false,
      acceptOutputs: false,
    });
  });

  it("tells its version", async () => {
    const info = await plugIn.call<unknown, pluginpb.PluginInfo>("getPluginInfo", new emptypb.Empty());
    expect(info.getVersion()).toBe(version);
  });

  it("takes another engine's address", async () => {
    await expect(
      plugIn.call("attach", new pluginpb.PluginAttach().setAddress("127.0.0.1:2")),
    ).resolves.toBeDefined();
  });

  it("serves a schema of every resource", async () => {
    const response = await plugIn.call<unknown, pb.GetSchemaResponse>("getSchema", new pb.GetSchemaRequest());
    const schema = JSON.parse(response.getSchema());
    expect(schema.name).toBe("pgstack");
    expect(Object.keys(schema.resources).sort()).toEqual(
      ["DemoData", "EmbeddedServer", "Extension", "Index", "Migrations", "Privileges", "Role", "Schema"].map(
        (type) => `pgstack:index:${type}`,
      ),
    );
    expect(schema.resources["pgstack:index:Index"].requiredInputs).toEqual([
      "schema",
      "name",
      "table",
      "keys",
    ]);
    expect(schema.resources["pgstack:index:Index"].inputProperties.table.willReplaceOnChanges).toBe(true);
    expect(schema.resources["pgstack:index:Role"].properties.password.secret).toBe(true);
  });

  it("answers UNIMPLEMENTED to what the protocol leaves open", async () => {
    await expect(plugIn.call("construct", new pb.ConstructRequest())).rejects.toMatchObject({
      code: grpc.status.UNIMPLEMENTED,
    });
  });

  it("names a function it does not have", async () => {
    await expect(
      plugIn.call("invoke", new pb.InvokeRequest().setTok("pgstack:index:nope")),
    ).rejects.toMatchObject({
      details: "provider pgstack: the provider has no function pgstack:index:nope",
    });
  });

  it("names a resource it does not have", async () => {
    await expect(plugIn.check("Nope", {})).rejects.toMatchObject({
      details: `${urn("Nope")}: the provider has no resource pgstack:index:Nope`,
    });
  });

  it("survives a cancel with nothing under way", async () => {
    await using other = await PlugIn.start();
    await expect(other.cancel()).resolves.toBeUndefined();
  });
});

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

describe("check", () => {
  it("reports every mistake at once", async () => {
    const { failures } = await plugIn.check("Index", { schema: "commerce", nam: "x", keys: "b" });
    expect(failures.map((failure) => failure.property)).toEqual(["name", "table", "keys", "nam"]);
  });

  it("leaves unknown values alone", async () => {
    const inputs = { ...index, schema: unknown };
    expect(await plugIn.check("Index", inputs)).toEqual({ inputs, failures: [] });
  });

  it("unwraps secrets", async () => {
    const secret = {
      "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
      value: "commerce",
    };
    const { inputs } = await plugIn.check("Schema", { name: secret, owner: "o" });
    expect(inputs).toEqual({ name: "commerce", owner: "o", comment: "" });
  });

  it("fills defaults in", async () => {
    const { inputs } = await plugIn.check("Role", { name: "r", memberOf: ["b", "a"] });
    expect(inputs).toEqual({
      name: "r",
      login: false,
      comment: "",
      memberOf: ["a", "b"],
      connectionLimit: -1,
      passwordVersion: 1,
    });
  });

  it.each([
    [
      { ...index, method: "oracle" },
      'method "oracle" is none of btree, hash, gin, gist, spgist, brin, hnsw, ivfflat',
    ],
    [{ ...index, method: "hnsw", with: { m: 1 } }, "with m must be 2 to 100, not 1"],
    [
      { ...index, method: "hnsw", with: { m: 40 } },
      "with ef_construction must be at least twice m, not 64 for m 40",
    ],
    [{ ...index, method: "gin", unique: true }, "unique an index of method gin cannot be unique"],
    [{ ...index, keys: [{}] }, "keys[0] has either a column or an expression"],
    [{ ...index, keys: [] }, "keys is empty"],
    [
      { ...index, name: "x".repeat(64) },
      `name "${"x".repeat(64)}" has 64 bytes; PostgreSQL cuts names after 63`,
    ],
  ])("refuses an index that PostgreSQL would: %o", async (inputs, message) => {
    const { failures } = await plugIn.check("Index", inputs);
    expect(failures.map(({ property, reason }) => `${property} ${reason}`)).toEqual([message]);
  });

  it("refuses privileges that PostgreSQL does not have", async () => {
    const grants = [{ role: "a", tables: ["SELECT", "READ"] }, { role: "a", tabels: [] }, {}];
    const { failures } = await plugIn.check("Privileges", { schema: "s", owner: "o", grants });
    expect(failures).toEqual([
      {
        property: "grants[0]",
        reason:
          'tables cannot have "READ"; there are SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER, MAINTAIN',
      },
      { property: "grants[1]", reason: "names a a second time; one grant holds all of a role" },
      { property: "grants[1]", reason: '"tabels" is none of schema, tables, sequences, functions' },
      { property: "grants[2]", reason: "has no role" },
    ]);
  });

  it("refuses to move an embedded server off its data", async () => {
    const server = {
      stack: "dev",
      port: 25000,
      dataFolder: "data",
      database: "a",
      adminUser: "m",
      memory: 1,
    };
    const { failures } = await plugIn.check("EmbeddedServer", { ...server, database: "b" }, server);
    expect(failures.map(({ property }) => property)).toEqual(["database"]);
    expect(failures[0]?.reason).toContain('cannot change from "a" to "b" while the server holds data');
  });
});

describe("diff", () => {
  const state = { inputs: index, outputs: { ...index, valid: true, server: "1/1" } };

  beforeAll(async () => {
    await plugIn.configure({ host: "127.0.0.1", port: "1", credential: "file:x", serverIdentity: "1/1" });
  });

  it("finds nothing in what is the same", async () => {
    expect(await plugIn.diff("Index", state, index)).toMatchObject({ changes: DIFF_NONE, diffsList: [] });
  });

  it("updates in place, and says which property", async () => {
    const diff = await plugIn.diff("Index", state, { ...index, unique: true });
    expect(diff).toMatchObject({
      changes: DIFF_SOME,
      diffsList: ["unique"],
      replacesList: [],
      deletebeforereplace: false,
    });
    expect(diff.detaileddiffMap).toEqual([["unique", { kind: Kind.ADD, inputdiff: true }]]);
  });

  it("replaces when the table is another one", async () => {
    const diff = await plugIn.diff("Index", state, { ...index, table: "c" });
    expect(diff).toMatchObject({ replacesList: ["table"], deletebeforereplace: false });
    expect(diff.detaileddiffMap).toEqual([["table", { kind: Kind.UPDATE_REPLACE, inputdiff: true }]]);
  });

  it("takes an unknown for a change", async () => {
    expect(await plugIn.diff("Index", state, { ...index, where: unknown })).toMatchObject({
      diffsList: ["where"],
    });
  });

  it("builds an INVALID index again", async () => {
    const invalid = { inputs: index, outputs: { ...state.outputs, valid: false } };
    expect(await plugIn.diff("Index", invalid, index)).toMatchObject({
      diffsList: ["valid"],
      replacesList: [],
    });
  });

  it("makes again what was made on another server", async () => {
    const elsewhere = { inputs: index, outputs: { ...state.outputs, server: "7/1" } };
    expect(await plugIn.diff("Index", elsewhere, index)).toMatchObject({
      diffsList: ["server"],
      replacesList: [],
    });
  });

  it("starts an embedded server that is not running", async () => {
    const inputs = {
      stack: "dev",
      port: 25000,
      dataFolder: "data",
      database: "a",
      adminUser: "m",
      memory: 1,
    };
    const stopped = { inputs, outputs: { ...inputs, status: "stopped" } };
    expect(await plugIn.diff("EmbeddedServer", stopped, inputs)).toMatchObject({ diffsList: ["status"] });
  });
});

describe("preview", () => {
  it("leaves to the server what only it decides", async () => {
    expect(await plugIn.create("Index", index, true)).toEqual({
      id: "",
      outputs: { ...index, definition: unknown, built: unknown, valid: true, server: unknown },
    });
  });

  it("keeps the password of a role that changes otherwise", async () => {
    const role = {
      name: "r",
      login: true,
      comment: "",
      memberOf: [],
      connectionLimit: -1,
      passwordVersion: 1,
    };
    const olds = { ...role, password: "kept", excess: [], server: "1/1" };
    expect(await plugIn.update("Role", "r", olds, { ...role, comment: "c" }, true)).toMatchObject({
      password: "kept",
    });
    expect(await plugIn.update("Role", "r", olds, { ...role, passwordVersion: 2 }, true)).toMatchObject({
      password: unknown,
    });
  });
});

describe("a plug-in whose engine was killed", () => {
  it("ends by itself", async () => {
    const start = "const { spawn } = require('node:child_process'); const c = spawn(process.argv[1]);";
    const engine = spawn(process.execPath, [
      "-e",
      `${start} c.stdout.once('data', () => console.log(c.pid)); setInterval(() => {}, 1000)`,
      launcher,
    ]);
    const [line] = (await once(createInterface(engine.stdout), "line")) as [string];
    engine.kill("SIGKILL");
    const gone = () => {
      try {
        process.kill(Number(line), 0);
        return false;
      } catch {
        return true;
      }
    };
    await expect.poll(gone, { timeout: 20_000 }).toBe(true);
  });
});
