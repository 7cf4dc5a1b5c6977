import { spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { codeOf, newServer, type TestServer, until } from "./test-server.ts";

let server: TestServer;
let admin: pg.Client;

beforeAll(async () => {
  server = await newServer();
  admin = await server.connect();
});

afterAll(async () => {
  await admin.end();
  await server.clear();
});

const endless = "SELECT count(*) FROM generate_series(1, 100000000000)";

/** Asks the server to cancel what a client runs, as libpq's PQcancel does. */
function cancel(client: pg.Client): void {
  const { processID, secretKey } = client as unknown as { processID: number; secretKey: number };
  const request = new (pg as unknown as { Connection: new () => CancelConnection }).Connection();
  request.on("connect", () => request.cancel(processID, secretKey));
  request.on("error", () => {});
  request.connect(server.config.port, server.config.host);
}

interface CancelConnection extends NodeJS.EventEmitter {
  connect(port: number, host: string): void;
  cancel(pid: number, key: number): void;
}

describe("a running statement", () => {
  it("ends when it is cancelled: in a loop without end, asleep, in a function", async () => {
    for (const sql of [endless, "SELECT pg_sleep(600)", "DO $$ BEGIN LOOP END LOOP; END $$"]) {
      const code = codeOf(admin.query(sql));
      await sleep(50);
      cancel(admin);
      expect([sql, await code]).toEqual([sql, "57014"]);
    }
    expect((await admin.query("SELECT 1 AS n")).rows).toEqual([{ n: 1 }]);
  });

  it("is not ended by a request for another connection, nor by one with a wrong key", async () => {
    const other = await server.connect();
    const slow = admin.query("SELECT pg_sleep(0.5), 7 AS n");
    cancel(other);
    cancel({
      processID: (admin as unknown as { processID: number }).processID,
      secretKey: 1,
    } as unknown as pg.Client);
    expect((await slow).rows).toEqual([{ pg_sleep: "", n: 7 }]);
    await other.end();
  });

  it("ends also while it waits for another client's transaction, in both protocols", async () => {
    const other = await server.connect();
    await other.query("BEGIN");
    for (const values of [undefined, [1]]) {
      const code = codeOf(admin.query(values === undefined ? "SELECT 1" : "SELECT $1::int", values));
      await sleep(50);
      cancel(admin);
      expect(await code).toBe("57014");
    }
    await other.query("COMMIT");
    expect((await admin.query("SELECT $1::int AS n", [1])).rows).toEqual([{ n: 1 }]);
    await other.end();
  });

  it("ends after its statement_timeout", async () => {
    await admin.query("SET statement_timeout = '200ms'");
    const begun = performance.now();
    await expect(admin.query(endless)).rejects.toMatchObject({
      code: "57014",
      message: "canceling statement due to statement timeout",
    });
    expect(performance.now() - begun).toBeGreaterThan(190);
    await admin.query("RESET statement_timeout");
    expect((await admin.query("SELECT pg_sleep(0.3)")).rowCount).toBe(1);
  });

  it("ends after its statement_timeout when that of the one before comes due just then", async () => {
    await admin.query("SET statement_timeout = '100ms'");
    for (let pause = 94; pause <= 112; pause++) {
      await admin.query("SELECT 1");
      await sleep(pause);
      expect([pause, await codeOf(admin.query("SELECT pg_sleep(1)"))]).toEqual([pause, "57014"]);
    }
    await admin.query("RESET statement_timeout");
  });

  it("ends with Ctrl-C in psql", async () => {
    const { host, port, database, adminUser } = server.config;
    const psql = spawn(
      "psql",
      [`host=${host} port=${port} dbname=${database} user=${adminUser}`, "-X", "-w", "-At"],
      {
        env: { PATH: process.env.PATH, PGPASSWORD: server.password },
      },
    );
    let said = "";
    for (const stream of [psql.stdout, psql.stderr]) stream.on("data", (chunk) => (said += chunk));
    psql.stdin.write("SELECT 'begun';\n");
    await until(() => said.includes("begun"));
    psql.stdin.write(`\\echo now\n${endless};\n`);
    await until(() => said.includes("now"));
    const next = server.connect();
    await sleep(100);
    psql.kill("SIGINT");
    await (await next).end();
    await until(() => said.includes("ERROR:  canceling statement due to user request"));
    psql.kill();
  });
});

describe("timeouts between statements", () => {
  it("do not end the process that all have in common", async () => {
    await admin.query("SET idle_session_timeout = '50ms'; SET idle_in_transaction_session_timeout = '50ms'");
    await sleep(150);
    await admin.query("BEGIN");
    await sleep(150);
    expect((await admin.query("SELECT 1 AS n")).rows).toEqual([{ n: 1 }]);
    await admin.query("COMMIT; RESET ALL");
  });
});

describe("the process of PostgreSQL", () => {
  it("is started again when it ends, and its clients are told", async () => {
    const client = await server.connect();
    await client.query("CREATE TABLE kept AS SELECT 1 AS n");
    const bystander = await server.connect();
    await client.query("SET transaction_timeout = '100ms'");
    expect(await codeOf(client.query("BEGIN; SELECT pg_sleep(60)"))).toBe("25P04");
    expect(await codeOf(bystander.query("SELECT 1"))).toBeDefined();
    const next = await server.connect();
    expect((await next.query("SELECT n FROM kept")).rows).toEqual([{ n: 1 }]);
    await next.end();
    admin = await server.connect();
    const code = codeOf(admin.query(endless));
    await sleep(50);
    cancel(admin);
    expect(await code).toBe("57014");
  });
});
