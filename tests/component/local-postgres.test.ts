import { describe, expect, it } from "vitest";
import { LocalPostgres } from "../../components/server/local-postgres.ts";
import { ownImageFolder, ownImageName } from "../../components/server/own-image.ts";
import { generatedPassword, type Registered, registered } from "./mocks.ts";
import { resolved, secretInput, secretOf } from "./values.ts";

const args = {
  stack: "dev",
  dockerName: "pgstack-dev-0f",
  dockerHost: "unix:///run/docker.sock",
  image: "pgvector/pgvector:pg17",
  majorVersion: 17,
  dataVersion: "boss shop 17",
  port: 25000,
  database: "shop",
  adminUser: "boss",
  memory: 512 * 1024 ** 2,
};
const ours = [
  { label: "pgstack.stack", value: "dev" },
  { label: "pgstack.name", value: "pgstack-dev-0f" },
];
const inDocker = { parent: "server", provider: "server-docker" };
const inProcess = { parent: "server", provider: "server-process" };
const passwordFile = ".pgstack/stacks/dev/admin.password";

async function declared(changed: Partial<typeof args> = {}): Promise<Registered[]> {
  const resources = await registered(() => new LocalPostgres("server", { ...args, ...changed }));
  return resources.filter(({ type }) => type !== "pulumi:pulumi:Stack");
}

/** The only resource of a type. */
function only(resources: readonly Registered[], type: string): Registered {
  const found = resources.filter((resource) => resource.type === type);
  expect(found).toHaveLength(1);
  return found[0] as Registered;
}

describe("LocalPostgres", () => {
  it("declares these resources and no other, all of them its own", async () => {
    const resources = await declared();
    expect(resources.map(({ type, name, options }) => `${type} ${name} of ${options.parent}`).sort()).toEqual(
      [
        "docker:index/container:Container server of server",
        "docker:index/network:Network server-network of server",
        "docker:index/remoteImage:RemoteImage server-image of server",
        "docker:index/volume:Volume server-volume of server",
        "pgstack:index:LocalPostgres server of undefined",
        "pgstack:index:PasswordFile server-admin-password-file of server",
        "pgstack:index:RunningServer server-running of server",
        "pgstack:index:ServerData server-data of server",
        "pulumi:providers:docker server-docker of server",
        "pulumi:providers:pgstack server-process of server",
        "random:index/randomPassword:RandomPassword server-admin-password of server",
      ],
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

  it("labels network and volume as the stack's", async () => {
    const resources = await declared();
    for (const type of ["docker:index/network:Network", "docker:index/volume:Volume"])
      expect(only(resources, type)).toMatchObject({
        inputs: { name: "pgstack-dev-0f", labels: ours },
        options: inDocker,
      });
  });

  it("replaces the volume when what its data was made with is another, and for nothing else", async () => {
    const volume = async (changed: Partial<typeof args>) =>
      only(await declared(changed), "docker:index/volume:Volume");
    const before = await volume({});
    expect(before).toEqual({
      type: "docker:index/volume:Volume",
      name: "server-volume",
      inputs: { name: "pgstack-dev-0f", labels: ours },
      options: {
        ...inDocker,
        deleteBeforeReplace: true,
        replacementTrigger: "boss shop 17",
        ignoreChanges: ["driver", "driverOpts"],
      },
    });
    expect(await volume({ image: "own", port: 25001, memory: 2 ** 30 })).toEqual(before);
    expect((await volume({ dataVersion: "boss shop 18" })).options.replacementTrigger).toBe("boss shop 18");
  });

  it("runs a container on the loopback interface, healthy when it answers over TCP", async () => {
    const { inputs, options } = only(await declared(), "docker:index/container:Container");
    expect(inputs).toEqual({
      name: "pgstack-dev-0f",
      image: "sha256:0f",
      labels: ours,
      command: ["postgres", "-c", "shared_buffers=128MB"],
      envs: [
        "POSTGRES_USER=boss",
        "POSTGRES_DB=postgres",
        "POSTGRES_PASSWORD_FILE=/run/pgstack/admin.password",
        "PGDATA=/var/lib/postgresql/data",
      ],
      uploads: secretInput([
        { file: "/run/pgstack/admin.password", content: generatedPassword, permissions: "0400" },
      ]),
      ports: [{ internal: 5432, external: 25000, ip: "127.0.0.1" }],
      networksAdvanced: [{ name: "pgstack-dev-0f" }],
      volumes: [{ volumeName: "pgstack-dev-0f", containerPath: "/var/lib/postgresql/data" }],
      shmSize: 128,
      restart: "unless-stopped",
      healthcheck: {
        tests: ["CMD", "pg_isready", "--quiet", "--host=127.0.0.1", "--username=boss", "--dbname=postgres"],
        interval: "1s",
        timeout: "5s",
        retries: 5,
        startPeriod: "2m0s",
      },
      wait: true,
      waitTimeout: 180,
      mustRun: true,
      stopTimeout: 60,
      destroyGraceSeconds: 60,
    });
    // Two containers cannot have the name, the port and the volume at once.
    expect(options).toEqual({
      ...inDocker,
      dependsOn: ["server-admin-password", "server-image", "server-network", "server-volume"],
      deleteBeforeReplace: true,
    });
  });

  it("gives a quarter of the memory to shared buffers, and the container as much of /dev/shm, 64 MB at least", async () => {
    const { inputs } = only(
      await declared({ memory: 256 * 1024 ** 2 - 1 }),
      "docker:index/container:Container",
    );
    expect([inputs.command, inputs.shmSize]).toEqual([["postgres", "-c", "shared_buffers=63MB"], 64]);
  });

  it("shows the password to nobody: a secret in two places, in no other input of any resource", async () => {
    const resources = await declared();
    const holders = resources.filter(({ inputs }) => JSON.stringify(inputs).includes(generatedPassword));
    expect(holders.map(({ name }) => name).sort()).toEqual(["server", "server-admin-password-file"]);
    const { inputs } = only(resources, "pgstack:index:PasswordFile");
    expect(inputs).toEqual({ path: passwordFile, password: secretInput(generatedPassword) });
    const { envs, command } = only(resources, "docker:index/container:Container").inputs;
    expect(JSON.stringify([envs, command])).not.toContain(generatedPassword);
  });

  it("asks who the server is once the container is healthy", async () => {
    const running = only(await declared(), "pgstack:index:RunningServer");
    expect(running.inputs).toEqual({
      host: "127.0.0.1",
      port: 25000,
      database: "postgres",
      user: "boss",
      credential: `file:${passwordFile}`,
      tls: "disable",
    });
    expect(running.options).toEqual({
      ...inProcess,
      dependsOn: ["server", "server-admin-password-file"],
      deletedWith: "server",
    });
  });

  it("gives everything on it the data to go with, not who answers", async () => {
    let server: LocalPostgres | undefined;
    const resources = await registered(() => {
      server = new LocalPostgres("server", args);
    });
    expect(only(resources, "pgstack:index:ServerData")).toEqual({
      type: "pgstack:index:ServerData",
      name: "server-data",
      inputs: { systemIdentifier: "7" },
      options: { ...inProcess, dependsOn: ["server-running"] },
    });
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
      server = new LocalPostgres("server", args);
    });
    expect([server?.kind, server?.majorVersion, server?.tls, server?.maxConnections]).toEqual([
      "docker",
      17,
      "disable",
      4,
    ]);
    expect(server?.capabilities.concurrentSessions).toBe(true);
    expect(await resolved(server?.address)).toBe("127.0.0.1");
    expect(await resolved(server?.port)).toBe(25000);
    expect(await resolved(server?.database)).toBe("shop");
    expect(await resolved(server?.adminUser)).toBe("boss");
    expect(await resolved(server?.adminCredential)).toBe(`file:${passwordFile}`);
    expect(await secretOf(server?.adminPassword)).toBe(generatedPassword);
    expect(await resolved(server?.identity)).toBe("7");
    expect(await resolved(server?.systemIdentifier)).toBe("7");
  });
});
