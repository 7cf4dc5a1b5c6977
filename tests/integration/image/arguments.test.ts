import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Container, dataOn, newVolume, password, runToEnd } from "./container.ts";
import { buildImage, buildTime, docker, image, label, mustDocker, needsDocker } from "./docker.ts";

beforeAll(buildImage, buildTime);
beforeEach(needsDocker);

describe("arguments of the image", () => {
  it("that begin with - go to the server, also while the cluster is made", async () => {
    const container = await Container.serving(
      ["--env", "POSTGRES_INITDB_ARGS=--wal-segsize=4 --set work_mem='5 MB'"],
      ["-c", 'application_name=it\'s "here"', "-c", "maintenance_work_mem=77MB"],
    );
    const show = "SELECT setting FROM pg_settings WHERE name IN";
    expect(
      await container.sql(`${show} ('wal_segment_size', 'work_mem', 'maintenance_work_mem') ORDER BY name`),
    ).toBe("78848\n4194304\n5120");
    expect((await container.exec("cat", "/proc/1/comm")).stdout).toBe("postgres\n");
  });

  it("that name another command run it as it is", async () => {
    const run = (...command: string[]) => docker("run", "--rm", "--label", label, image, ...command);
    expect(await run("id", "-u")).toEqual({ code: 0, stdout: "0\n", stderr: "" });
    expect((await run("psql", "--version")).stdout).toMatch(/^psql \(PostgreSQL\) 17\./);
    expect((await run("--version")).stdout).toMatch(/^postgres \(PostgreSQL\) 17\./);
    expect((await run("sh", "-c", "exit 7")).code).toBe(7);
  });
});

describe("the user of a container", () => {
  it("root becomes postgres, and gives it the data", async () => {
    const container = await Container.serving();
    const status = (await container.exec("cat", "/proc/1/status")).stdout;
    expect(status).toMatch(/^Uid:\t999\t999\t999\t999$/m);
    expect(status).toMatch(/^CapEff:\t0000000000000000$/m);
    expect((await container.exec("stat", "-c", "%u %a", "/var/lib/postgresql/data")).stdout).toBe(
      "999 700\n",
    );
  });

  it("may be any, with a folder of its own", async () => {
    const container = await Container.serving([
      ...["--user", "4321:4321", "--env", "PGDATA=/var/lib/postgresql/data/mine"],
      ...["--cap-drop", "ALL", "--security-opt", "no-new-privileges"],
    ]);
    await container.connect();
    const { stdout } = await docker(
      "exec",
      container.name,
      "stat",
      "-c",
      "%u %a",
      "/proc/1",
      "/var/lib/postgresql/data/mine",
    );
    expect(stdout).toBe("4321 555\n4321 700\n");
    expect((await container.stop()).code).toBe(0);
  });

  it("is told when the folder is another's", async () => {
    expect(await runToEnd(["--user", "4321", "--env", "POSTGRES_PASSWORD=x"])).toEqual({
      code: 1,
      log: "run-server: /var/lib/postgresql/data is not a folder of user id 4321: give it to that user, or name a folder below it in PGDATA\n",
    });
  });

  it("is told when the folder holds something else, which stays", async () => {
    const volume = await newVolume();
    const write = ["run", "--rm", "--label", label, ...dataOn(volume), image];
    await mustDocker(...write, "touch", "/var/lib/postgresql/data/.precious");
    expect(await runToEnd([...dataOn(volume), "--env", "POSTGRES_PASSWORD=x"])).toEqual({
      code: 1,
      log: "make-cluster: /var/lib/postgresql/data has no cluster and is not empty (.precious): empty it, or name a folder below it in PGDATA\n",
    });
    expect(await mustDocker(...write, "ls", "-A", "/var/lib/postgresql/data")).toBe(".precious");
  });

  it("works on a read-only root", async () => {
    const container = await Container.serving([
      "--read-only",
      "--tmpfs",
      "/run/postgresql",
      "--tmpfs",
      "/tmp",
    ]);
    await container.connect({ password });
  });
});

describe("the image itself", () => {
  it("says how it is run, and holds no secret and no default key", async () => {
    const format =
      "{{.Config.StopSignal}} {{json .Config.ExposedPorts}} {{json .Config.Volumes}} {{json .Config.Healthcheck}}";
    expect(await mustDocker("image", "inspect", "--format", format, image)).toBe(
      'SIGINT {"5432/tcp":{}} {"/var/lib/postgresql/data":{}} null',
    );
    const version = '{{index .Config.Labels "org.opencontainers.image.version"}}';
    expect(await mustDocker("image", "inspect", "--format", version, image)).toBe("17");
    expect(await mustDocker("history", "--no-trunc", image)).not.toMatch(/passw/i);
    const find =
      "find /etc/ssl /etc/postgresql /var/lib/postgresql /var/lib/apt/lists ! -type d ! -name openssl.cnf";
    expect(await mustDocker("run", "--rm", "--label", label, image, "sh", "-c", find)).toBe("");
  });
});
