import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { ConnectionPool } from "../../db/pool.ts";
import { withConnection } from "../../db/with-connection.ts";
import { handler } from "../../rotation/index.mjs";
import { until } from "../integration/embedded/test-server.ts";
import { hasPostgres, needsPostgres } from "../native/test-postgres.ts";
import { type MotoServer, motoServer } from "./moto-server.ts";
import { hasPythonTool, needsPythonTool } from "./needs-python-tool.ts";
import { admin, firstPassword, type RdsLikeServer, rdsLikeServer } from "./secret/rds-like-server.ts";
import { RotatingSecret } from "./secret/rotating-secret.ts";
import { byReference, inForce, login, rotate, steps } from "./secret/rotation-steps.ts";

let moto: MotoServer;
let server: RdsLikeServer;
let secret: RotatingSecret;
let logged: string[];
/** What the server has at the moment. */
let password = firstPassword;

beforeAll(async () => {
  if (!hasPostgres || !hasPythonTool("moto_server")) return;
  [moto, server] = await Promise.all([motoServer(), rdsLikeServer()]);
});
afterAll(async () => {
  await server?.clear();
  await moto?.[Symbol.asyncDispose]();
});

beforeEach(async (context) => {
  needsPostgres(context);
  needsPythonTool(context, "moto_server");
  logged = [];
  for (const method of ["log", "info", "warn", "error"] as const)
    vi.spyOn(console, method).mockImplementation((...words) => void logged.push(words.join(" ")));
  secret = await RotatingSecret.create(moto, login(password));
  const settings = {
    SECRET_ARN: secret.arn,
    DATABASE_HOST: "127.0.0.1",
    DATABASE_PORT: String(server.port),
    CA_FILE: server.caFile,
  };
  for (const [name, value] of Object.entries({ ...moto.environment, ...settings })) vi.stubEnv(name, value);
});
afterEach(async () => {
  if (secret !== undefined) password = await inForce(server, secret, password);
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

function run(Step: string, version: string): Promise<void> {
  return handler({ Step, SecretId: secret.arn, ClientRequestToken: version });
}

const target = () => byReference(server, secret);

const whoAmI = () =>
  withConnection(target(), "test", async (client) => {
    const { rows } = await client.query("SELECT current_user::text AS who");
    return rows[0].who;
  });

describe("a rotation", () => {
  it("gives server and secret another password, twice over, and leaves the rest of the secret", async () => {
    const first = await rotate(secret);
    expect(first).toMatch(/^[A-Za-z0-9]{40}$/);
    expect([await server.takes(password), await server.takes(first)]).toEqual([false, true]);
    expect(await secret.value("AWSCURRENT")).toEqual(login(first));
    expect(await secret.value("AWSPREVIOUS")).toEqual(login(password));
    const second = await rotate(secret);
    expect(second).not.toBe(first);
    expect([await server.takes(first), await server.takes(second)]).toEqual([false, true]);
    expect(await secret.value("AWSCURRENT")).toEqual(login(second));
    expect(await secret.value("AWSPREVIOUS")).toEqual(login(first));
  });

  it("is gone on with wherever it was interrupted, each step run again and again", async () => {
    const version = await secret.begin();
    await run("createSecret", version);
    const pending = await secret.password("AWSPENDING");
    await run("createSecret", version);
    expect(await secret.password("AWSPENDING")).toBe(pending);
    for (const step of ["setSecret", "setSecret", "testSecret", "setSecret", "testSecret", "finishSecret"])
      await run(step, version);
    // All over again, as after an answer that was lost.
    for (const step of steps) await run(step, version);
    expect(await secret.password("AWSCURRENT")).toBe(pending);
    expect(await server.takes(pending)).toBe(true);
    expect(logged.map((line) => JSON.parse(line)).map(({ step, done }) => `${step}: ${done}`)).toEqual([
      "createSecret: made a pending password",
      "createSecret: the pending password was there",
      "setSecret: the server has the pending password",
      "setSecret: the server had the pending password",
      "testSecret: the pending password opens a connection",
      "setSecret: the server had the pending password",
      "testSecret: the pending password opens a connection",
      "finishSecret: the pending password is the current one",
      ...steps.map((step) => `${step}: was done before: the version is the current one`),
    ]);
  });

  it("lets sessions live on that were opened before it", async () => {
    const before = await server.connect(password);
    const { rows } = await before.query("SELECT pg_backend_pid() AS pid");
    await rotate(secret);
    expect((await before.query("SELECT pg_backend_pid() AS pid")).rows).toEqual(rows);
    await before.end();
  });

  it("reaches a replica with the rest, and cuts none of its sessions", async () => {
    const replica = await server.addReplica();
    await until(() => server.takes(password, replica.port));
    const before = await server.connect(password, replica.port);
    const next = await rotate(secret);
    await until(() => server.takes(next, replica.port));
    expect(await server.takes(password, replica.port)).toBe(false);
    expect((await before.query("SELECT pg_is_in_recovery() AS standby")).rows).toEqual([{ standby: true }]);
    await before.end();
  });

  it("sets the password from the one before, where an outdated value was put into the secret", async () => {
    await rotate(secret);
    await secret.put(login("Outdated0Password"), "AWSCURRENT");
    const next = await rotate(secret);
    expect(await server.takes(next)).toBe(true);
  });

  it("shows no password to anybody who reads a log: neither the function's nor the server's", async () => {
    const passwords = [password, await rotate(secret), await rotate(secret)];
    const lines = [server.log(), ...logged];
    // Both have something to say of it.
    expect(server.log()).toContain(`ALTER ROLE "${admin}" PASSWORD 'SCRAM-SHA-256$`);
    expect(logged).toHaveLength(8);
    for (const each of passwords) expect(lines.filter((line) => line.includes(each))).toEqual([]);
  });
});

describe("a step fails, and changes nothing,", () => {
  it("where the server does not take the pending password", async () => {
    const version = await secret.begin();
    await run("createSecret", version);
    await expect(run("testSecret", version)).rejects.toThrow("the server refuses the pending password");
    expect(await server.takes(password)).toBe(true);
    // The step before it was left out: with it, all is well.
    await run("setSecret", version);
    await run("testSecret", version);
  });

  it("where there is no pending value", async () => {
    const version = await secret.begin();
    await expect(run("setSecret", version)).rejects.toThrow("there is no pending password");
    await expect(run("testSecret", version)).rejects.toThrow("there is no pending password");
    expect(await server.takes(password)).toBe(true);
  });

  it("where the version is none of the secret's, or not the pending one", async () => {
    await secret.begin();
    const unknown = randomUUID();
    await expect(run("createSecret", unknown)).rejects.toThrow(`the secret has no version ${unknown}`);
    const other = await secret.put(login("x"), "BLUE");
    await expect(run("setSecret", other)).rejects.toThrow(`version ${other} is not the pending one`);
  });

  it("for another secret than its own", async () => {
    const other = await RotatingSecret.create(moto, login(password));
    const version = await other.begin();
    await expect(
      handler({ Step: "createSecret", SecretId: other.arn, ClientRequestToken: version }),
    ).rejects.toThrow(`${other.arn} is not the secret of this function, ${secret.arn}`);
    expect(await other.value("AWSPENDING")).toBeUndefined();
  });

  it("for a pending value of somebody else's", async () => {
    const version = await secret.begin();
    await secret.put({ ...login("Another0Password"), username: "mcp_owner" }, "AWSPENDING", version);
    await expect(run("setSecret", version)).rejects.toThrow(
      "the value with AWSCURRENT is of user mcp_admin, the pending one of mcp_owner",
    );
  });

  it("where the server takes none of the secret's passwords, and says none of them", async () => {
    await secret.put(login("Wrong0Password"), "AWSCURRENT");
    await secret.put(login("Wrong0Password2"), "AWSCURRENT");
    const version = await secret.begin();
    await run("createSecret", version);
    await expect(run("setSecret", version)).rejects.toThrow(
      "the server refuses the pending, the current and the previous password",
    );
  });

  it("where the value is not JSON, without a word of it", async () => {
    await secret.put("not the JSON of a login" as never, "AWSCURRENT");
    const version = await secret.begin();
    await expect(run("createSecret", version)).rejects.toThrow(
      "the value with AWSCURRENT is not JSON with username and password",
    );
  });

  it("where the server is not who it should be", async () => {
    const version = await secret.begin();
    await run("createSecret", version);
    vi.stubEnv("DATABASE_HOST", "127.0.0.2");
    await expect(run("setSecret", version)).rejects.toThrow();
    vi.stubEnv("DATABASE_HOST", "localhost");
    vi.stubEnv("CA_FILE", (await import.meta.resolve("../../rotation/index.mjs")).slice("file://".length));
    await expect(run("setSecret", version)).rejects.toThrow(/certificate|PEM|no start line/i);
    expect(await server.takes(password)).toBe(true);
  });

  it("of a name that there is none of", async () => {
    await expect(run("toString", randomUUID())).rejects.toThrow("there is no step toString");
  });
});

describe("who connects by reference to the secret", () => {
  it("gets in before a rotation, at each moment of it, and after it", async () => {
    const pool = new ConnectionPool(target(), 2, "test");
    const pooled = () => pool.use(async (client) => (await client.query("SELECT 1 AS one")).rows[0].one);
    expect([await whoAmI(), await pooled()]).toEqual([admin, 1]);
    const version = await secret.begin();
    for (const step of steps) {
      await run(step, version);
      // A pool keeps its connection: another one has to open a new one.
      const fresh = new ConnectionPool(target(), 2, "test");
      const answers = await Promise.all([1, 2].map(() => fresh.use((client) => client.query("SELECT 1"))));
      await fresh.close();
      expect([step, await whoAmI(), await pooled(), answers.length]).toEqual([step, admin, 1, 2]);
    }
    await pool.close();
  });

  it("is told so where the server takes none of its passwords", async () => {
    await secret.put(login("Wrong0Password"), "AWSCURRENT");
    await secret.put(login("Wrong0Password2"), "AWSCURRENT");
    const error = await whoAmI().catch((failure: unknown) => failure);
    expect(String(error)).toBe(
      `UserError: postgresql://${admin}@127.0.0.1:${server.port}/postgres: the server refuses the password\n  It takes none of those in ${secret.arn}: docs/production-secrets.md says how a rotation that failed is brought to an end.`,
    );
  });
});
