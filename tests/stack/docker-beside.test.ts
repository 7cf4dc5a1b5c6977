import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { close, docker, listen } from "./docker-by-hand.ts";
import { DockerStack, fingerprint } from "./docker-stack.ts";
import { able, needsServer } from "./needs-server.ts";
import { refusedUp } from "./refused-up.ts";

const beside = { cpus: "2", replicas: "1", synchronousReplication: "true", pgbouncer: "true" };
const parts = ["primary", "replica-1", "pgbouncer"] as const;

describe("a stack in Docker with a synchronous replica and PgBouncer", () => {
  let stack: DockerStack;
  let before: unknown;

  /** Nothing is to be done any more, a commit is done, every row is there, and a replica has them. */
  const isWhole = async () => {
    expect((await stack.up("--refresh"))[0]).toBe("nothing changed");
    await stack.checkout.query("UPDATE commerce.orders SET status = status WHERE id = 1", "mcp_app");
    expect(await stack.checkout.query(fingerprint)).toEqual(before);
    expect(stack.asSuperuser("SELECT count(*), pg_is_in_recovery() FROM commerce.orders", "replica-1")).toBe(
      "10000|t",
    );
  };

  beforeAll(async () => {
    if (!able("docker")) return;
    stack = new DockerStack();
    stack.configure(beside);
    await stack.up();
    before = await stack.checkout.query(fingerprint);
  });
  beforeEach(needsServer("docker"));
  afterAll(() => stack?.[Symbol.asyncDispose]());

  it("comes up by one command, and proposes nothing after it, nor after a refresh", async () => {
    expect((await stack.up())[0]).toBe("nothing changed");
    await stack.checkout.mustRun("preview", "--expect-no-changes");
    expect(stack.things()).toEqual({
      container: ["", "-pgbouncer", "-replica-1"],
      volume: ["", "-config", "-replica-1"],
      network: [""],
    });
    const sync = "SELECT application_name, state, sync_state FROM pg_stat_replication";
    expect(stack.asSuperuser(sync)).toMatch(/^replica-1\|streaming\|(sync|quorum)$/);
    await isWhole();
  });

  it("tells in its outputs where applications, readers and sessions of their own connect", async () => {
    const { port, ports } = stack.remembered;
    const outputs = await stack.outputs();
    expect(outputs).toMatchObject({
      host: "127.0.0.1",
      port: ports.pgbouncer,
      direct: { host: "127.0.0.1", port },
      pooler: { kind: "pgbouncer", mode: "transaction" },
      readers: [{ name: "replica-1", host: "127.0.0.1", port: ports["replica-1"], synchronous: true }],
      tls: "verify-full",
    });
    for (const part of parts)
      expect(docker("port", stack.container(part))).toBe(
        `5432/tcp -> 127.0.0.1:${part === "primary" ? port : ports[part]}`,
      );
  });

  it("shows no password, verifier or key to docker, in a process, a log or the state", async () => {
    const { urls } = await stack.outputs();
    const folder = stack.checkout.path(".pgstack/stacks/dev/tls");
    const keys = ["ca", "server", "replicator", "pgbouncer"].map((name) =>
      readFileSync(join(folder, `${name}.key`), "utf8"),
    );
    const secrets = [
      stack.adminPassword(),
      ...Object.values<string>(urls).map((url) => new URL(url).password),
      // A line of each key: how the lines end is the same for many.
      ...keys.map((key) => key.split("\n")[1] ?? ""),
    ];
    expect(secrets.map((secret) => secret.length).slice(0, 4)).toEqual([32, 33, 33, 33]);
    expect(secrets.filter((secret) => secret.length < 20)).toEqual([]);
    const image = stack.inspect("primary", "{{.Image}}");
    const shown = [
      docker("image", "inspect", image),
      docker("history", "--no-trunc", image),
      stack.checkout.read(".pgstack/state/.pulumi/stacks/pgstack/dev.json"),
      ...parts.flatMap((part) => [
        docker("container", "inspect", stack.container(part)),
        docker("logs", stack.container(part)),
        ...processesIn(stack.container(part)),
      ]),
    ].join("\n");
    expect(secrets.filter((secret) => shown.includes(secret))).toEqual([]);
    expect(shown).not.toContain("SCRAM-SHA-256$");
    expect(shown).not.toContain("PRIVATE KEY");
  });

  it("limits memory and logs of each container", () => {
    const format = "{{.HostConfig.Memory}} {{json .HostConfig.LogConfig}}";
    const log = '{"Type":"json-file","Config":{"max-file":"5","max-size":"20m"}}';
    expect(parts.map((part) => stack.inspect(part, format))).toEqual([
      `${512 * 1024 ** 2} ${log}`,
      `${512 * 1024 ** 2} ${log}`,
      `${128 * 1024 ** 2} ${log}`,
    ]);
  });

  it("prints the log of each, and says which there are", async () => {
    const log = async (...args: string[]) =>
      (await stack.checkout.mustRun("logs", "--tail", "all", ...args)).stdout;
    expect(await log()).toContain("database system is ready to accept connections");
    expect(await log("--of", "replica-1")).toContain("started streaming WAL from primary");
    expect(await log("--of", "pgbouncer")).toContain("process up: PgBouncer");
    const { code, stderr } = await stack.checkout.pgstack("logs", "--of", "replica-2");
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr:
        "error: --of replica-2: the docker server has no replica-2\n  It has primary, replica-1, pgbouncer.\n",
    });
  });

  it("stops and starts as one, in an order that loses nothing", async () => {
    const states = () => parts.map((part) => stack.inspect(part, "{{.State.Status}} {{.State.ExitCode}}"));
    docker("pause", stack.container("replica-1"));
    await stack.checkout.mustRun("stop");
    expect(states()).toEqual(["exited 0", "exited 0", "exited 0"]);
    // The primary handed over all it had written: its last record is in the replica's copy.
    const last = (part: string) => {
      const control = ["pg_controldata", "/var/lib/postgresql/data/17"];
      const image = stack.inspect(part, "{{.Image}}");
      const said = docker(
        "run",
        "--rm",
        "--volumes-from",
        stack.container(part),
        "--entrypoint",
        control[0] ?? "",
        image,
        control[1] ?? "",
      );
      return /Latest checkpoint location: +(\S+)/.exec(said)?.[1];
    };
    expect(last("replica-1")).toBe(last("primary"));
    await stack.checkout.mustRun("start");
    expect(states()).toEqual(["running 0", "running 0", "running 0"]);
    docker("stop", stack.container("pgbouncer"));
    expect((await stack.checkout.mustRun("start")).stdout).toMatch(/ answers, after /);
    expect((await stack.checkout.mustRun("start")).stdout).toMatch(/ was running already\n$/);
    await isWhole();
  });

  it.each(parts.flatMap((part) => (["kill", "pause", "rm --force"] as const).map((how) => ({ part, how }))))(
    "comes back after docker $how of $part",
    async ({ part, how }) => {
      docker(...how.split(" "), stack.container(part));
      const lines = await stack.up();
      const who = part === "primary" ? "the server" : part;
      if (how === "rm --force")
        expect(lines.join("\n")).toContain(`+ server${part === "primary" ? "" : `-${part}`} `);
      else {
        const was = how === "kill" ? "exited" : "paused";
        expect(lines.slice(0, 2)).toEqual([
          `  started ${who} again: its container was ${was}`,
          "nothing changed",
        ]);
      }
      await isWhole();
    },
  );

  it("comes back after all of them were killed at once, as a daemon's end leaves them", async () => {
    docker("kill", ...parts.map((part) => stack.container(part)));
    expect((await stack.up()).slice(0, 4)).toEqual([
      "  started the server again: its container was exited",
      "  started replica-1 again: its container was exited",
      "  started pgbouncer again: its container was exited",
      "nothing changed",
    ]);
    await isWhole();
  });

  it("clones a replica anew whose volume was removed", async () => {
    docker("rm", "--force", stack.container("replica-1"));
    docker("volume", "rm", `${stack.name}-replica-1`);
    expect((await stack.up()).filter((line) => /^2 created/.test(line))).toEqual(["2 created"]);
    await isWhole();
  });

  it("starts a replica anew that was promoted, before anything waits for it", async () => {
    const promote = ["pg_ctl", "promote", "--pgdata", "/var/lib/postgresql/data/17"];
    docker("exec", "--user", "postgres", stack.container("replica-1"), ...promote);
    expect((await stack.up()).slice(0, 2)).toEqual([
      "  starting replica-1 anew: it does not follow the server",
      "nothing changed",
    ]);
    await isWhole();
  });

  it("writes the configuration again whose volume was removed, or a file of it", async () => {
    const image = stack.inspect("primary", "{{.Image}}");
    docker(
      "run",
      "--rm",
      "--volume",
      `${stack.name}-config:/c`,
      "--entrypoint",
      "rm",
      image,
      "/c/primary/pg_hba.conf",
    );
    expect((await stack.up()).filter((line) => /changed|updated/.test(line))).toEqual(["1 updated"]);
    docker("rm", "--force", ...parts.map((part) => stack.container(part)));
    docker("volume", "rm", `${stack.name}-config`);
    const summary = (await stack.up()).filter((line) => /^\d+ created/.test(line));
    expect(summary).toEqual(["4 created, 3 updated"]);
    await isWhole();
  });

  it("makes all containers again whose network was removed", async () => {
    for (const part of parts) docker("network", "disconnect", "--force", stack.name, stack.container(part));
    docker("network", "rm", stack.name);
    expect((await stack.up()).filter((line) => /^\d+ created/.test(line))).toEqual(["4 created"]);
    await isWhole();
  });

  it("says who has a replica's port and the pooler's, before anything is made", async () => {
    const { ports } = stack.remembered;
    const taken = [ports["replica-1"], ports.pgbouncer].map(Number);
    docker("rm", "--force", stack.container("replica-1"), stack.container("pgbouncer"));
    const others = await Promise.all(taken.map(listen));
    const said = await refusedUp(stack.checkout);
    await Promise.all(others.map(close));
    expect(said).toBe(
      `error: .pgstack/stacks/dev/server.json: port ${taken[0]} of replica-1 and port ${taken[1]} of pgbouncer are taken by another program\n` +
        '  End that program; or remove replica-1 and pgbouncer from "ports" there and run `up`, which chooses another port.\n',
    );
    expect(stack.things().container).toEqual([""]);
    await stack.up();
    await isWhole();
  });

  it("leaves a volume of somebody else's alone that has a replica's name", async () => {
    stack.configure({ ...beside, replicas: "2", guardrails: "false" });
    const name = `${stack.name}-replica-2`;
    docker("volume", "create", name);
    const said = await refusedUp(stack.checkout);
    docker("volume", "rm", name);
    stack.configure(beside);
    expect(said).toBe(
      `error: docker volume ${name}: a volume of somebody else's is called ${name}\n` +
        "  Rename or remove it: it has no label pgstack.stack=dev.\n",
    );
    await isWhole();
  });

  it("makes everything again when the data was removed, and the replica a copy of it", async () => {
    docker("rm", "--force", stack.name);
    docker("volume", "rm", stack.name);
    await stack.up();
    await isWhole();
  });

  it("replaces the replica's data with the primary's when told to", async () => {
    stack.configure({ ...beside, adminUser: "root_admin" });
    await stack.up("--replace-data");
    await isWhole();
  });

  it("leaves no container, network or volume", async () => {
    docker("pause", stack.container("replica-1"));
    const { name } = stack;
    await stack.checkout.mustRun("destroy", "--yes");
    const left = ["container", "volume", "network"].map((what) =>
      docker(what, "ls", ...(what === "container" ? ["--all"] : []), "--quiet", "--filter", `name=${name}`),
    );
    expect(left).toEqual(["", "", ""]);
  });
});

/** Arguments and environments of every process in a container. */
function processesIn(name: string): string[] {
  const pids = docker("top", name, "-eo", "pid").split("\n").slice(1);
  return pids.flatMap((pid) =>
    ["cmdline", "environ"].map((file) => {
      try {
        return readFileSync(`/proc/${pid.trim()}/${file}`, "utf8");
      } catch {
        // It has ended, or belongs to another user.
        return "";
      }
    }),
  );
}
