import { describe, expect, it } from "vitest";
import { NativePostgres } from "../../components/server/native-postgres.ts";
import { generatedPassword, type Registered, registered } from "./mocks.ts";
import { resolved, secretInput, secretOf } from "./values.ts";

const args = {
  stack: "dev",
  bin: "/usr/lib/postgresql/18/bin",
  majorVersion: 18,
  port: 25000,
  dataFolder: "data",
  socketFolder: "/run/pgstack",
  database: "shop",
  adminUser: "boss",
  parameters: {
    staticParameters: { shared_buffers: "128MB", max_connections: "100" },
    dynamicParameters: { work_mem: "4MB" },
  },
  replicas: [],
  synchronous: false,
  rotations: { passwords: 1, certificates: 3 },
  untrusted: ["pg_cron", "hypopg"],
};
const replicas = [{ name: "replica-1", port: 25001, socketFolder: "/run/pgstack-1" }];
const passwordFile = ".pgstack/stacks/dev/admin.password";
const tlsFolder = ".pgstack/stacks/dev/tls";
const superuser = "socket:/usr/lib/postgresql/18/bin|/run/pgstack|25000";
const inProcess = { parent: "server", provider: "server-process" };
const shared = {
  stack: "dev",
  bin: "/usr/lib/postgresql/18/bin",
  dataFolder: "data",
  staticParameters: { shared_buffers: "128MB", max_connections: "100" },
  dynamicParameters: { work_mem: "4MB" },
  hostRules: [
    "local   all         rdsadmin     trust",
    "local   all         all          scram-sha-256",
    "host    all         rdsadmin     127.0.0.1/32  reject",
    "hostssl replication rdsrepladmin 127.0.0.1/32  cert",
    "hostssl all         rdsrepladmin 127.0.0.1/32  reject",
    "hostssl all         pgbouncer    127.0.0.1/32  cert",
    "hostssl all         all          127.0.0.1/32  scram-sha-256",
  ],
  tlsFolder,
  tlsFingerprint: "5e1f",
};

async function declared(changed: Partial<ConstructorParameters<typeof NativePostgres>[1]> = {}) {
  let server: NativePostgres | undefined;
  const resources = await registered(() => {
    server = new NativePostgres("server", { ...args, ...changed });
  });
  if (server === undefined) throw new Error("no server was declared");
  const own = resources.filter(({ type }) => type !== "pulumi:pulumi:Stack");
  return { server, resources: own };
}

/** The only resource of a type. */
function only(resources: readonly Registered[], type: string): Registered {
  const found = resources.filter((resource) => resource.type === `pgstack:index:${type}`);
  expect(found).toHaveLength(1);
  return found[0] as Registered;
}

describe("NativePostgres", () => {
  it("declares these resources and no other, all of them its own", async () => {
    const { resources } = await declared({ replicas });
    expect(resources.map(({ type, name, options }) => `${type} ${name} of ${options.parent}`).sort()).toEqual(
      [
        "pgstack:index:AdminRole server-admin of server",
        "pgstack:index:Certificates server-certificates of server",
        "pgstack:index:NativePostgres server of undefined",
        "pgstack:index:NativeReplica server-replica-1 of server",
        "pgstack:index:NativeServer server of server",
        "pgstack:index:PasswordFile server-admin-password-file of server",
        "pgstack:index:Replication server-replication of server",
        "pgstack:index:RunningServer server-running of server",
        "pgstack:index:ServerData server-data of server",
        "pulumi:providers:pgstack server-process of server",
        "random:index/randomPassword:RandomPassword server-admin-password of server",
      ],
    );
    expect(only(resources, "NativePostgres").inputs).toEqual({});
    expect(only(resources, "PasswordFile").inputs).toEqual({
      path: passwordFile,
      password: secretInput(generatedPassword),
    });
  });

  it("gives the server parameters, certificates, and rules for the address it listens on", async () => {
    const { resources } = await declared();
    expect(only(resources, "Certificates").inputs).toMatchObject({
      folder: tlsFolder,
      hosts: ["localhost", "127.0.0.1", "::1"],
      version: 3,
    });
    // The database is declared on it; it starts with `postgres`.
    expect(only(resources, "NativeServer").inputs).toEqual({
      ...shared,
      port: 25000,
      socketFolder: "/run/pgstack",
      tlsFiles: ["ca.crt", "server.crt", "server.key"],
    });
    expect(only(resources, "NativeServer").options).toEqual({
      ...inProcess,
      dependsOn: ["server-certificates"],
    });
    expect(only(resources, "AdminRole").inputs).toMatchObject({ superuser, name: "boss" });
    expect(only(resources, "AdminRole").options).toMatchObject({ deletedWith: "server" });
    expect(only(resources, "RunningServer").inputs).toEqual({
      host: "127.0.0.1",
      port: 25000,
      database: "postgres",
      user: "boss",
      credential: `file:${passwordFile}`,
      tls: "verify-full",
      caFile: `${tlsFolder}/ca.crt`,
    });
  });

  it("has a replica cloned once role and slot are there, and deleted by itself: its data is in a folder", async () => {
    const { resources } = await declared({ replicas, synchronous: true });
    expect(only(resources, "Replication").inputs).toEqual({ superuser, slots: ["replica_1"] });
    const { inputs, options } = only(resources, "NativeReplica");
    expect(inputs).toEqual({
      ...shared,
      // As much as any primary may come to have: see configuration/standby-parameters.ts.
      staticParameters: {
        ...shared.staticParameters,
        max_connections: "200",
        max_worker_processes: "136",
        max_wal_senders: "11",
      },
      port: 25001,
      socketFolder: "/run/pgstack-1",
      tlsFiles: ["ca.crt", "server.crt", "server.key", "replicator.crt", "replicator.key"],
      replica: "replica-1",
      slot: "replica_1",
      primaryPort: 25000,
      primarySocketFolder: "/run/pgstack",
      primaryIdentity: "7/1",
    });
    expect(options.dependsOn).toContain("server-replication");
    expect(options).not.toHaveProperty("deletedWith");
    // A commit waits for it.
    expect(only(resources, "ServerData").options.dependsOn).toContain("server-replica-1");
  });

  it("fills the contract", async () => {
    const { server } = await declared({ replicas, synchronous: true });
    expect([server.kind, server.majorVersion, server.tls, server.maxConnections, server.readerCount]).toEqual(
      ["native", 18, "verify-full", 4, 1],
    );
    expect(server.capabilities).toMatchObject({ concurrentSessions: true, superuser: false });
    expect(server.limits).toEqual([
      "the native server has no PgBouncer",
      "its memory and CPU are not limited: the parameters alone keep it within bounds",
      "extensions that its PostgreSQL does not mark as trusted cannot be created, though RDS's administrator may: pg_cron, hypopg; pgvector is there from the start",
    ]);
    expect(server.pooler).toBe(undefined);
    expect(await resolved(server.readers[0])).toEqual({
      host: "127.0.0.1",
      port: 25001,
      name: "replica-1",
      synchronous: true,
    });
    expect(await resolved(server.address)).toBe("127.0.0.1");
    expect(await resolved(server.port)).toBe(25000);
    expect(await resolved(server.database)).toBe("shop");
    expect(await resolved(server.adminCredential)).toBe(`file:${passwordFile}`);
    expect(await secretOf(server.adminPassword)).toBe(generatedPassword);
    expect(await resolved(server.caFile)).toBe(`${tlsFolder}/ca.crt`);
    // Another one when an older copy of the same data answers.
    expect(await resolved(server.identity)).toBe("7/1");
    expect(await resolved(server.systemIdentifier)).toBe("7");
  });
});
