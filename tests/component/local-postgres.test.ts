import { describe, expect, it } from "vitest";
import { LocalPostgres, type LocalPostgresArgs } from "../../components/server/local-postgres.ts";
import { ownImageFolder, ownImageName } from "../../components/server/own-image.ts";
import { generatedPassword, type Registered, registered } from "./mocks.ts";
import { resolved, secretInput, secretOf } from "./values.ts";

const args: LocalPostgresArgs = {
  stack: "dev",
  dockerName: "pgstack-dev-0f",
  dockerHost: "unix:///run/docker.sock",
  image: "pgvector/pgvector:pg17",
  majorVersion: 17,
  dataVersion: "boss shop 17",
  cluster: "17",
  port: 25000,
  database: "shop",
  adminUser: "boss",
  memory: 512 * 1024 ** 2,
  cpus: "auto",
  swap: true,
  parameters: {
    staticParameters: { max_connections: "60", shared_buffers: "128MB" },
    dynamicParameters: { work_mem: "4MB" },
  },
  replicas: [],
  synchronous: false,
  rotations: { passwords: 1, certificates: 1 },
};
/** With all that may stand beside it. */
const beside: Partial<LocalPostgresArgs> = {
  replicas: [{ name: "replica-1", port: 25001 }],
  synchronous: true,
  poolerPort: 25009,
};
const ours = [
  { label: "pgstack.stack", value: "dev" },
  { label: "pgstack.name", value: "pgstack-dev-0f" },
];
const inDocker = { parent: "server", provider: "server-docker" };
const inProcess = { parent: "server", provider: "server-process" };
const passwordFile = ".pgstack/stacks/dev/admin.password";
const tlsFolder = ".pgstack/stacks/dev/tls";
const superuser = "docker:pgstack-dev-0f@unix:///run/docker.sock";
const dockerContainer = "docker:index/container:Container";
const dockerVolume = "docker:index/volume:Volume";

async function declared(changed: Partial<LocalPostgresArgs> = {}): Promise<Registered[]> {
  const resources = await registered(() => new LocalPostgres("server", { ...args, ...changed }));
  return resources.filter(({ type }) => type !== "pulumi:pulumi:Stack");
}

/** The only resource of a type, or the one of a name. */
function only(resources: readonly Registered[], type: string, name?: string): Registered {
  const found = resources.filter(
    (resource) => resource.type === type && (name === undefined || resource.name === name),
  );
  expect(found).toHaveLength(1);
  return found[0] as Registered;
}

/** What every container has. */
const everyContainer = (name: string, port: number, memory: number) => ({
  name,
  image: "sha256:0f",
  labels: ours,
  networksAdvanced: [{ name: "pgstack-dev-0f" }],
  ports: [{ internal: 5432, external: port, ip: "127.0.0.1" }],
  memory,
  memorySwap: 2 * memory,
  shmSize: 16 * 1024,
  logDriver: "json-file",
  logOpts: { "max-size": "20m", "max-file": "5" },
  restart: "unless-stopped",
  healthcheck: expect.objectContaining({ interval: "1s", timeout: "5s", retries: 5, startPeriod: "2m0s" }),
  wait: true,
  waitTimeout: 180,
  mustRun: true,
  stopTimeout: 60,
  destroyGraceSeconds: 60,
});
const configurationVolume = {
  volumeName: "pgstack-dev-0f-config",
  containerPath: "/etc/pgstack",
  readOnly: true,
};

describe("LocalPostgres", () => {
  const alone = [
    "docker:index/container:Container server of server",
    "docker:index/network:Network server-network of server",
    "docker:index/remoteImage:RemoteImage server-image of server",
    "docker:index/volume:Volume server-configuration-volume of server",
    "docker:index/volume:Volume server-volume of server",
    "pgstack:index:AdminRole server-admin of server",
    "pgstack:index:Certificates server-certificates of server",
    "pgstack:index:LocalPostgres server of undefined",
    "pgstack:index:PasswordFile server-admin-password-file of server",
    "pgstack:index:PostgresConfiguration server-configuration of server",
    "pgstack:index:Replication server-replication of server",
    "pgstack:index:RunningServer server-running of server",
    "pgstack:index:ServerData server-data of server",
    "pulumi:providers:docker server-docker of server",
    "pulumi:providers:pgstack server-process of server",
    "random:index/randomPassword:RandomPassword server-admin-password of server",
    "random:index/randomPassword:RandomPassword server-superuser-password of server",
  ];
  const names = async (changed: Partial<LocalPostgresArgs>) =>
    (await declared(changed)).map(({ type, name, options }) => `${type} ${name} of ${options.parent}`);

  it("declares these resources and no other, all of them its own", async () => {
    expect((await names({})).sort()).toEqual(alone);
  });

  it("declares a replica and PgBouncer beside them, each of which has its own", async () => {
    expect((await names(beside)).sort()).toEqual(
      [
        ...alone,
        "docker:index/container:Container server-pgbouncer of server-pgbouncer",
        "docker:index/container:Container server-replica-1 of server-replica-1",
        "docker:index/volume:Volume server-replica-1-volume of server-replica-1",
        "pgstack:index:PgBouncer server-pgbouncer of server",
        "pgstack:index:PgBouncerConfiguration server-pgbouncer-configuration of server-pgbouncer",
        "pgstack:index:PoolerRole server-pooler-role of server",
        "pgstack:index:PostgresConfiguration server-replica-1-configuration of server-replica-1",
        "pgstack:index:StreamingReplica server-replica-1 of server",
      ].sort(),
    );
  });

  it("keeps its arguments, one of which may be a secret one day, out of the component's state", async () => {
    expect(only(await declared(), "pgstack:index:LocalPostgres").inputs).toEqual({});
  });

  it("speaks to the daemon that was chosen, and runs the plug-in without a connection", async () => {
    const resources = await declared();
    expect(only(resources, "pulumi:providers:docker").inputs).toEqual({ host: "unix:///run/docker.sock" });
    expect(only(resources, "pulumi:providers:pgstack").inputs).toEqual({});
  });

  it("labels networks, volumes and containers as the stack's, and names them after it", async () => {
    const resources = await declared(beside);
    const labelled = resources.filter(({ type }) => /docker:index\/(network|volume|container):/.test(type));
    expect(
      Object.fromEntries(labelled.map(({ name, inputs }) => [name, [inputs.name, inputs.labels]])),
    ).toEqual({
      server: ["pgstack-dev-0f", ours],
      "server-network": ["pgstack-dev-0f", ours],
      "server-volume": ["pgstack-dev-0f", ours],
      "server-configuration-volume": ["pgstack-dev-0f-config", ours],
      "server-replica-1": ["pgstack-dev-0f-replica-1", ours],
      "server-replica-1-volume": ["pgstack-dev-0f-replica-1", ours],
      "server-pgbouncer": ["pgstack-dev-0f-pgbouncer", ours],
    });
  });

  it.each(["server-volume", "server-replica-1-volume"])(
    "replaces %s when what its data was made with is another, and for nothing else",
    async (name) => {
      const volume = async (changed: Partial<LocalPostgresArgs>) =>
        only(await declared({ ...beside, ...changed }), dockerVolume, name);
      const before = await volume({});
      expect(before.options).toMatchObject({
        provider: "server-docker",
        deleteBeforeReplace: true,
        replacementTrigger: "boss shop 17",
        ignoreChanges: ["driver", "driverOpts"],
      });
      expect(await volume({ image: "own", port: 25003, memory: 2 ** 30 })).toEqual(before);
      expect((await volume({ dataVersion: "boss shop 18" })).options.replacementTrigger).toBe("boss shop 18");
    },
  );

  it("runs the primary on the loopback interface, with its data in a folder of the volume", async () => {
    const { inputs, options } = only(await declared(), dockerContainer);
    expect(inputs).toEqual({
      ...everyContainer("pgstack-dev-0f", 25000, 512),
      command: [
        "postgres",
        "-c",
        "config_file=/etc/pgstack/primary/postgresql.conf",
        "-c",
        "hba_file=/etc/pgstack/primary/pg_hba.conf",
      ],
      envs: [
        "POSTGRES_USER=rdsadmin",
        "POSTGRES_DB=postgres",
        "POSTGRES_PASSWORD_FILE=/run/pgstack/superuser.password",
        "PGDATA=/var/lib/postgresql/data/17",
      ],
      uploads: secretInput([
        { file: "/run/pgstack/superuser.password", content: generatedPassword, permissions: "0400" },
      ]),
      volumes: [
        configurationVolume,
        { volumeName: "pgstack-dev-0f", containerPath: "/var/lib/postgresql/data" },
      ],
    });
    // Two containers cannot have the name, the port and the volume at once; the configuration is there before the server.
    expect(options).toEqual({
      ...inDocker,
      dependsOn: [
        "server-configuration",
        "server-configuration-volume",
        "server-image",
        "server-network",
        "server-superuser-password",
        "server-volume",
      ],
      deleteBeforeReplace: true,
    });
  });

  it("runs a replica that streams from the primary, once there is a slot for it", async () => {
    const { inputs, options } = only(await declared(beside), dockerContainer, "server-replica-1");
    expect(inputs).toEqual({
      ...everyContainer("pgstack-dev-0f-replica-1", 25001, 512),
      healthcheck: expect.objectContaining({ tests: ["CMD", "replica-health.sh"] }),
      command: ["run-replica.sh"],
      envs: [
        "PGDATA=/var/lib/postgresql/data/17",
        "PGSTACK_PRIMARY_HOST=pgstack-dev-0f",
        "PGSTACK_PRIMARY_PORT=5432",
        "PGSTACK_SLOT=replica_1",
        "PGSTACK_NAME=replica-1",
      ],
      volumes: [
        configurationVolume,
        { volumeName: "pgstack-dev-0f-replica-1", containerPath: "/var/lib/postgresql/data" },
      ],
    });
    expect(options).toMatchObject({
      parent: "server-replica-1",
      provider: "server-docker",
      deleteBeforeReplace: true,
    });
    expect(options.dependsOn).toEqual(
      expect.arrayContaining(["server-replication", "server-replica-1-configuration"]),
    );
    expect(only(await declared(beside), "pgstack:index:Replication")).toMatchObject({
      inputs: { superuser, slots: ["replica_1"] },
      options: { ...inProcess, dependsOn: ["server-admin"], deletedWith: "server" },
    });
  });

  it("runs PgBouncer without a volume of its own, once there is the role it looks passwords up as", async () => {
    const resources = await declared(beside);
    const { inputs, options } = only(resources, dockerContainer, "server-pgbouncer");
    expect(inputs).toEqual({
      ...everyContainer("pgstack-dev-0f-pgbouncer", 25009, 128),
      healthcheck: expect.objectContaining({ tests: ["CMD", "pgbouncer-health.sh"] }),
      command: ["run-pgbouncer.sh"],
      volumes: [configurationVolume],
      // The image names a volume there: without this one each container would leave one behind.
      tmpfs: { "/var/lib/postgresql/data": "" },
    });
    expect(options.dependsOn).toEqual(
      expect.arrayContaining(["server-pooler-role", "server-pgbouncer-configuration"]),
    );
    expect(only(resources, "pgstack:index:PgBouncerConfiguration").inputs).toMatchObject({
      container: "pgstack-dev-0f-pgbouncer",
      folder: "pgbouncer",
      primary: "pgstack-dev-0f",
      tlsFiles: ["ca.crt", "server.crt", "server.key", "pgbouncer.crt", "pgbouncer.key"],
    });
    expect(only(resources, "pgstack:index:PoolerRole")).toMatchObject({
      inputs: { superuser },
      options: { ...inProcess, dependsOn: ["server-admin"], deletedWith: "server" },
    });
  });

  it("limits the cores of servers where a number is set, and not PgBouncer's", async () => {
    const resources = await declared({ ...beside, cpus: 2 });
    expect(
      ["server", "server-replica-1", "server-pgbouncer"].map(
        (name) => only(resources, dockerContainer, name).inputs.cpus,
      ),
    ).toEqual(["2.0", "2.0", undefined]);
  });

  it("makes certificates for every name the server is reached by, and for who logs in by one", async () => {
    expect(only(await declared(beside), "pgstack:index:Certificates")).toMatchObject({
      inputs: {
        folder: tlsFolder,
        hosts: [
          "localhost",
          "127.0.0.1",
          "::1",
          "pgstack-dev-0f",
          "pgstack-dev-0f-replica-1",
          "pgstack-dev-0f-pgbouncer",
        ],
        clients: { replicator: "rdsrepladmin", pgbouncer: "pgbouncer" },
        version: 1,
      },
      options: inProcess,
    });
    const { inputs } = only(
      await declared({ rotations: { passwords: 1, certificates: 3 } }),
      "pgstack:index:Certificates",
    );
    expect(inputs.version).toBe(3);
  });

  it("writes what the primary is configured with, and lets nobody in without TLS", async () => {
    const { inputs, options } = only(await declared(), "pgstack:index:PostgresConfiguration");
    expect(inputs).toEqual({
      dockerHost: "unix:///run/docker.sock",
      volume: "pgstack-dev-0f-config",
      folder: "primary",
      image: "sha256:0f",
      container: "pgstack-dev-0f",
      staticParameters: { max_connections: "60", shared_buffers: "128MB" },
      dynamicParameters: { work_mem: "4MB" },
      hostRules: expect.any(Array),
      tlsFolder,
      tlsFiles: ["ca.crt", "server.crt", "server.key"],
      tlsFingerprint: "5e1f",
    });
    const rules = inputs.hostRules as string[];
    expect(rules.filter((rule) => !/^(hostssl|local) /.test(rule))).toEqual([
      "host    all         rdsadmin     all  reject",
    ]);
    expect(options.parent).toBe("server");
  });

  it("makes the administrator from inside, with another password when it is rotated", async () => {
    const admin = only(await declared(), "pgstack:index:AdminRole");
    expect(admin).toMatchObject({
      inputs: { superuser, name: "boss", credential: `file:${passwordFile}`, version: 1 },
      options: { ...inProcess, deletedWith: "server" },
    });
    const rotated = await declared({ rotations: { passwords: 2, certificates: 1 } });
    expect(only(rotated, "pgstack:index:AdminRole").inputs.version).toBe(2);
    const random = "random:index/randomPassword:RandomPassword";
    expect(only(rotated, random, "server-admin-password").inputs.keepers).toEqual({ version: "2" });
    // The container has the superuser's among its files: another one would replace it.
    expect(only(rotated, random, "server-superuser-password").inputs.keepers).toBeUndefined();
  });

  it("shows passwords to nobody: secrets in two places, in no other input of any resource", async () => {
    const resources = await declared(beside);
    const holders = resources.filter(({ inputs }) => JSON.stringify(inputs).includes(generatedPassword));
    expect(holders.map(({ name }) => name).sort()).toEqual(["server", "server-admin-password-file"]);
    const { inputs } = only(resources, "pgstack:index:PasswordFile");
    expect(inputs).toEqual({ path: passwordFile, password: secretInput(generatedPassword) });
    const { envs, command } = only(resources, dockerContainer, "server").inputs;
    expect(JSON.stringify([envs, command])).not.toContain(generatedPassword);
  });

  it("asks who the server is, encrypted, once its administrator is there", async () => {
    const running = only(await declared(), "pgstack:index:RunningServer");
    expect(running.inputs).toEqual({
      host: "127.0.0.1",
      port: 25000,
      database: "postgres",
      user: "boss",
      credential: `file:${passwordFile}`,
      tls: "verify-full",
      caFile: `${tlsFolder}/ca.crt`,
    });
    expect(running.options).toMatchObject({ ...inProcess, deletedWith: "server" });
    expect(running.options.dependsOn).toContain("server-admin");
  });

  it("gives everything on it the data to go with, once a replica is there that commits may wait for", async () => {
    let server: LocalPostgres | undefined;
    const resources = await registered(() => {
      server = new LocalPostgres("server", { ...args, ...beside });
    });
    const data = only(resources, "pgstack:index:ServerData");
    expect(data).toMatchObject({ inputs: { systemIdentifier: "7" }, options: inProcess });
    expect(data.options.dependsOn).toEqual(
      expect.arrayContaining(["server-running", "server-replica-1", "server-pgbouncer"]),
    );
    expect((await resolved(server?.ready.urn)).split("::").at(-1)).toBe("server-data");
  });

  it("builds the project's own image, under a name that follows its content", async () => {
    const name = ownImageName();
    expect(only(await declared({ image: "own" }), "docker:index/remoteImage:RemoteImage")).toMatchObject({
      inputs: { name, keepLocally: true, build: { context: ownImageFolder, tags: [name] } },
      options: inDocker,
    });
  });

  it("pulls another one, and builds nothing", async () => {
    const { inputs } = only(await declared(), "docker:index/remoteImage:RemoteImage");
    expect(inputs).toEqual({ name: "pgvector/pgvector:pg17", keepLocally: true });
  });

  it("fills the contract", async () => {
    let server: LocalPostgres | undefined;
    await registered(() => {
      server = new LocalPostgres("server", { ...args, ...beside });
    });
    expect([server?.kind, server?.majorVersion, server?.tls, server?.maxConnections]).toEqual([
      "docker",
      17,
      "verify-full",
      4,
    ]);
    expect(server?.capabilities).toEqual({
      loginsEnforced: true,
      superuser: false,
      replication: true,
      iam: false,
      preloadLibraries: true,
      scheduledJobs: false,
      concurrentSessions: true,
    });
    expect(await resolved(server?.address)).toBe("127.0.0.1");
    expect(await resolved(server?.port)).toBe(25000);
    expect(await resolved(server?.database)).toBe("shop");
    expect(await resolved(server?.adminUser)).toBe("boss");
    expect(await resolved(server?.adminCredential)).toBe(`file:${passwordFile}`);
    expect(await resolved(server?.caFile)).toBe(`${tlsFolder}/ca.crt`);
    expect(await secretOf(server?.adminPassword)).toBe(generatedPassword);
    expect(await resolved(server?.identity)).toBe("7");
    expect(await resolved(server?.systemIdentifier)).toBe("7");
    expect(server?.readerCount).toBe(1);
    expect(await Promise.all((server?.readers ?? []).map(resolved))).toEqual([
      { host: "127.0.0.1", port: 25001, name: "replica-1", synchronous: true },
    ]);
    expect(await resolved(server?.pooler)).toEqual({ host: "127.0.0.1", port: 25009 });
  });
});
