import grpc from "@grpc/grpc-js";
import pluginpb from "@pulumi/pulumi/proto/plugin_pb.js";
import pb from "@pulumi/pulumi/proto/provider_pb.js";
import emptypb from "google-protobuf/google/protobuf/empty_pb.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { version } from "../../provider/version.ts";
import { PlugIn, urn } from "./plug-in.ts";

let plugIn: PlugIn;
beforeAll(async () => {
  plugIn = await PlugIn.start();
});
afterAll(() => plugIn[Symbol.asyncDispose]());

const resources = [
  "AdminRole",
  "Certificates",
  "Comments",
  "DatabasePrivileges",
  "DemoData",
  "EmbeddedServer",
  "Extension",
  "ExtensionVersions",
  "Index",
  "IndexRecall",
  "Job",
  "LoginFile",
  "MaterializedView",
  "Memberships",
  "Migrations",
  "NativeReplica",
  "NativeServer",
  "PartitionSet",
  "PasswordFile",
  "PgBouncerConfiguration",
  "PoolerRole",
  "PostgresConfiguration",
  "Privileges",
  "Replication",
  "Role",
  "RolePasswords",
  "RoleSettings",
  "RowSecurity",
  "RunningServer",
  "Schema",
  "ServerData",
];

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
    expect(Object.keys(schema.resources).sort()).toEqual(resources.map((type) => `pgstack:index:${type}`));
    expect(schema.resources["pgstack:index:Index"].requiredInputs).toEqual([
      "schema",
      "name",
      "table",
      "keys",
    ]);
    expect(schema.resources["pgstack:index:Index"].inputProperties.name.willReplaceOnChanges).toBe(true);
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
