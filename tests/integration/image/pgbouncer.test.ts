import { readFileSync } from "node:fs";
import { connect as connectPlain } from "node:net";
import { join } from "node:path";
import { connect } from "node:tls";
import pg from "pg";
import { beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { projectRoot } from "../../../settings/paths.ts";
import { Cluster, superuser } from "./cluster.ts";
import { Container } from "./container.ts";
import { buildImage, buildTime, mustDocker, needsDocker, until } from "./docker.ts";

/** What README tells to write. */
const readme = readFileSync(join(projectRoot, "images/postgres/README.md"), "utf8");
const block = (language: string) =>
  [...readme.matchAll(/```(\w+)\n([^`]*)```/g)].filter((match) => match[1] === language).at(-1)?.[2] ?? "";

beforeAll(buildImage, buildTime);
beforeEach(needsDocker);

describe("PgBouncer as README has it", () => {
  it("lets each role in with the password that the server has of it, and nobody else", async () => {
    const { cluster, pooler, as } = await pooled();
    for (const [user, password] of [
      ["app", "app-secret"],
      ["mcp_admin", "admin-secret"],
    ] as const)
      expect(await answer(await as({ user, password }), "SELECT current_user AS a")).toBe(user);
    await superuser(
      cluster.primary,
      "ALTER ROLE rdsadmin PASSWORD 'boss'",
      "CREATE ROLE nologin PASSWORD 'x'",
      "CREATE ROLE late LOGIN PASSWORD 'x' VALID UNTIL '2020-01-01'",
    );
    for (const [user, password] of [
      ["app", "wrong"],
      ["rdsadmin", "boss"],
      ["nologin", "x"],
      ["late", "x"],
      ["nobody", "x"],
      ["pgbouncer", "x"],
      ["rdsrepladmin", "x"],
    ] as const)
      await expect(as({ user, password }), user).rejects.toThrow(
        /SASL authentication failed|no such user|password/i,
      );
    await expect(as({ ssl: false })).rejects.toThrow("SSL required");

    // Also once it is pooled, a new password counts at once, and the old one no more.
    await superuser(cluster.primary, "ALTER ROLE app PASSWORD 'another'");
    await expect(as({})).rejects.toThrow(/SASL authentication failed/);
    expect(await answer(await as({ password: "another" }), "SELECT 1 AS a")).toBe(1);
    const log = await pooler.log();
    for (const secret of ["app-secret", "admin-secret", "another", "boss", "SCRAM-SHA-256$"])
      expect(log).not.toContain(secret);
  });

  it("pools by transaction, with prepared statements that outlive a server connection", async () => {
    const { cluster, pooler, as } = await pooled((ini) =>
      ini.replace("default_pool_size = 20", "default_pool_size = 2"),
    );
    const clients = await Promise.all(Array.from({ length: 10 }, () => as({})));
    // Each takes its time, so that a quick connection does not do for all ten.
    const query = { name: "twice", text: "SELECT $1::int * 2 AS a, pg_backend_pid() AS pid, pg_sleep(0.1)" };
    const pids = new Set<number>();
    for (let round = 0; round < 3; round++) {
      const results = await Promise.all(clients.map((client, n) => client.query({ ...query, values: [n] })));
      expect(results.map(({ rows }) => rows[0].a)).toEqual(clients.map((_, n) => 2 * n));
      for (const { rows } of results) pids.add(rows[0].pid);
    }
    expect(pids.size).toBe(2);
    await superuser(
      cluster.primary,
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'app'",
    );
    // A client that is given a connection before PgBouncer has noticed loses its own with it.
    await until("the pool has noticed", async () => (await serversOf(pooler)).length === 0);
    const results = await Promise.all(clients.map((client, n) => client.query({ ...query, values: [n] })));
    expect(results.map(({ rows }) => rows[0].a)).toEqual(clients.map((_, n) => 2 * n));
    for (const { rows } of results) expect(pids).not.toContain(rows[0].pid);
  });

  it("reads its configuration and certificates again at a HUP, and stops safely", async () => {
    const { cluster, pooler, as, port } = await pooled();
    const idle = await as({});
    const next = cluster.authority.sign("next", ["pgbouncer"]);
    await cluster.configuration.write({ "pgbouncer/server.crt": next.crt, "pgbouncer/server.key": next.key });
    await mustDocker("kill", "--signal", "HUP", pooler.name);
    await until("it shows the new certificate", async () => (await commonName(port)) === "next");
    expect(await answer(idle, "SELECT 1 AS a")).toBe(1);
    expect(await pooler.inspect("{{.State.Running}}")).toBe("true");

    expect(await pooler.exec("pgbouncer-health.sh")).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^PgBouncer \d/),
    });
    const { code, took } = await pooler.stop();
    expect(code).toBe(0);
    expect(took).toBeLessThan(5_000);
  });
});

/** PgBouncer's connections to the server for role app, a line each. */
async function serversOf(pooler: Container): Promise<string[]> {
  const asPostgres = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"];
  const console = ["psql", "-XqAt", "--host", "/run/postgresql", "--port", "6432", "--username", "pgbouncer"];
  const { stdout } = await pooler.exec(...asPostgres, ...console, "pgbouncer", "--command", "SHOW SERVERS");
  return stdout.split("\n").filter((line) => line.includes("|app|"));
}

/** A primary with a pooler before it. @param change of the README's configuration */
async function pooled(change: (ini: string) => string = (ini) => ini) {
  const cluster = await Cluster.serving();
  await superuser(cluster.primary, block("sql"));
  const server = cluster.authority.sign("server", ["pgbouncer"]);
  const client = cluster.authority.sign("pgbouncer");
  await cluster.configuration.write({
    "pgbouncer/pgbouncer.ini": change(block("ini").replace("<primary>", "primary")),
    "pgbouncer/ca.crt": cluster.authority.crt,
    "pgbouncer/server.crt": server.crt,
    "pgbouncer/server.key": server.key,
    "pgbouncer/pgbouncer.crt": client.crt,
    "pgbouncer/pgbouncer.key": client.key,
  });
  const pooler = await Container.start(
    [...cluster.in("pgbouncer"), "--publish", "127.0.0.1::6432", "--tmpfs", "/var/lib/postgresql/data"],
    ["run-pgbouncer.sh"],
  );
  await until("PgBouncer is healthy", async () => {
    // As the health check of a container runs it: as root.
    const { stdout } = {
      stdout: await mustDocker("exec", pooler.name, "pgbouncer-health.sh").catch(() => ""),
    };
    return stdout.startsWith("PgBouncer");
  });
  const port = Number((await mustDocker("port", pooler.name, "6432/tcp")).split(":").at(-1));
  const as = async (config: pg.ClientConfig): Promise<pg.Client> => {
    const ssl = { ca: cluster.authority.crt, servername: "pgbouncer" };
    const login = { user: "app", password: "app-secret", database: "shop", ssl, ...config };
    const connection = new pg.Client({ host: "127.0.0.1", port, ...login });
    connection.on("error", () => undefined);
    await connection.connect();
    onTestFinished(() => connection.end().catch(() => undefined));
    return connection;
  };
  return { cluster, pooler, as, port };
}

async function answer(client: pg.Client, text: string): Promise<unknown> {
  return (await client.query(text)).rows[0].a;
}

/** The subject of the certificate that a server shows to a client that asks for TLS as PostgreSQL's do. */
function commonName(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const plain = connectPlain(port, "127.0.0.1", () => {
      plain.write(Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]));
      plain.once("data", () => {
        const secure = connect({ socket: plain, rejectUnauthorized: false }, () => {
          const { subject } = secure.getPeerCertificate();
          secure.destroy();
          resolve(String(subject.CN));
        });
        secure.on("error", reject);
      });
    });
    plain.on("error", reject);
  });
}
