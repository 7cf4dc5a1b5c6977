import { describe, expect, it } from "vitest";
import { NativePostgres } from "../../components/server/native-postgres.ts";
import { generatedPassword, registered } from "./mocks.ts";
import { resolved, secretInput, secretOf } from "./values.ts";

const args = {
  stack: "dev",
  bin: "/usr/lib/postgresql/18/bin",
  majorVersion: 18,
  port: 25000,
  dataFolder: "data",
  database: "shop",
  adminUser: "boss",
  memory: 512 * 1024 ** 2,
};
const passwordFile = ".pgstack/stacks/dev/admin.password";
const inProcess = { parent: "server", provider: "server-process" };

describe("NativePostgres", () => {
  it("declares these resources and no other", async () => {
    const resources = await registered(() => new NativePostgres("server", args));
    const byName = resources
      .filter(({ type }) => type !== "pulumi:pulumi:Stack")
      .sort((one, other) => one.type.localeCompare(other.type));
    expect(byName).toEqual([
      { type: "pgstack:index:NativePostgres", name: "server", inputs: {}, options: {} },
      {
        type: "pgstack:index:NativeServer",
        name: "server",
        // The database is declared on it; it starts with `postgres`.
        inputs: {
          stack: "dev",
          bin: "/usr/lib/postgresql/18/bin",
          port: 25000,
          dataFolder: "data",
          adminUser: "boss",
          memory: 536_870_912,
          passwordFile,
        },
        options: { ...inProcess, dependsOn: ["server-admin-password-file"] },
      },
      {
        type: "pgstack:index:PasswordFile",
        name: "server-admin-password-file",
        inputs: { path: passwordFile, password: secretInput(generatedPassword) },
        options: { ...inProcess, dependsOn: ["server-admin-password"], secretOutputs: ["password"] },
      },
      {
        type: "pgstack:index:RunningServer",
        name: "server-running",
        inputs: {
          host: "127.0.0.1",
          port: 25000,
          database: "postgres",
          user: "boss",
          credential: `file:${passwordFile}`,
          tls: "disable",
        },
        options: {
          ...inProcess,
          dependsOn: ["server", "server-admin-password-file"],
          deletedWith: "server",
        },
      },
      {
        type: "pgstack:index:ServerData",
        name: "server-data",
        inputs: { systemIdentifier: "7" },
        options: { ...inProcess, dependsOn: ["server-running"] },
      },
      {
        type: "pulumi:providers:pgstack",
        name: "server-process",
        inputs: {},
        options: { parent: "server" },
      },
      {
        type: "random:index/randomPassword:RandomPassword",
        name: "server-admin-password",
        inputs: { length: 32, special: false },
        options: { parent: "server", secretOutputs: ["bcryptHash", "result"] },
      },
    ]);
  });

  it("fills the contract", async () => {
    let server: NativePostgres | undefined;
    await registered(() => {
      server = new NativePostgres("server", args);
    });
    expect([server?.kind, server?.majorVersion, server?.tls, server?.maxConnections]).toEqual([
      "native",
      18,
      "disable",
      4,
    ]);
    expect(server?.capabilities.concurrentSessions).toBe(true);
    expect(await resolved(server?.address)).toBe("127.0.0.1");
    expect(await resolved(server?.port)).toBe(25000);
    expect(await resolved(server?.database)).toBe("shop");
    expect(await resolved(server?.adminCredential)).toBe(`file:${passwordFile}`);
    expect(await secretOf(server?.adminPassword)).toBe(generatedPassword);
    // Another one when an older copy of the same data answers.
    expect(await resolved(server?.identity)).toBe("7/1");
    expect(await resolved(server?.systemIdentifier)).toBe("7");
  });
});
