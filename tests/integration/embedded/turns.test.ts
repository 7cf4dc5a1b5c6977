import type { Socket } from "node:net";
import type pg from "pg";
import { describe, expect, it } from "vitest";
import { serverOfFile } from "./server-of-file.ts";
import { codeOf, until } from "./test-server.ts";

const server = serverOfFile();

describe("many clients", () => {
  it("answers 20 clients with 50 queries each, all at once, each its own", async () => {
    await server.admin.query("CREATE TABLE counted (client int, n int)");
    const clients = await Promise.all(
      Array.from({ length: 20 }, (_, n) => server.connect({ application_name: `c${n}` })),
    );
    const answers = await Promise.all(
      clients.map(async (client, c) => {
        const sums: number[] = [];
        for (let n = 0; n < 50; n++) {
          const { rows } = await client.query(
            "SELECT $1::int + $2::int AS sum, current_setting('application_name') AS app",
            [c * 1000, n],
          );
          expect(rows[0].app).toBe(`c${c}`);
          sums.push(rows[0].sum);
          await client.query({ name: "add", text: "INSERT INTO counted VALUES ($1, $2)", values: [c, n] });
        }
        return sums;
      }),
    );
    expect(answers).toEqual(clients.map((_, c) => Array.from({ length: 50 }, (_, n) => c * 1000 + n)));
    const { rows } = await server.admin.query(
      "SELECT count(*)::int AS all, count(DISTINCT (client, n))::int AS different FROM counted",
    );
    expect(rows).toEqual([{ all: 1000, different: 1000 }]);
    await Promise.all(clients.map((client) => client.end()));
  });

  it("keeps going after errors, in both protocols", async () => {
    const client = await server.connect();
    for (let n = 0; n < 5; n++) {
      expect(await codeOf(client.query("SELECT broken"))).toBe("42703");
      expect(await codeOf(client.query("SELECT $1::int / 0", [n]))).toBe("22012");
      expect(await codeOf(client.query("SELECT $1::int", ["x"]))).toBe("22P02");
      const both = (await client.query("SELECT 1 AS one; SELECT 2 AS two")) as unknown as pg.QueryResult[];
      expect(both.map(({ rows }) => rows)).toEqual([[{ one: 1 }], [{ two: 2 }]]);
      expect((await client.query("SELECT $1::int AS n", [n])).rows).toEqual([{ n }]);
    }
    await client.end();
  });
});

describe("transactions", () => {
  it("of two clients do not mix: one waits for the other", async () => {
    await server.admin.query(
      "CREATE TABLE account (id int PRIMARY KEY, sum int); INSERT INTO account VALUES (1, 100)",
    );
    const [first, second] = await Promise.all([server.connect(), server.connect()]);
    const order: string[] = [];
    await first.query("BEGIN");
    await first.query("UPDATE account SET sum = sum - 10");
    const other = second.query("SELECT sum FROM account").then(({ rows }) => {
      order.push("second reads");
      return rows;
    });
    await first.query("UPDATE account SET sum = sum - 10");
    order.push("first is about to roll back");
    await first.query("ROLLBACK");
    expect(await other).toEqual([{ sum: 100 }]);
    expect(order).toEqual(["first is about to roll back", "second reads"]);
    await Promise.all([first.end(), second.end()]);
  });

  it("commit, and go on after an error only by being rolled back", async () => {
    const client = await server.connect();
    await client.query("BEGIN");
    expect(await codeOf(client.query("SELECT 1 / 0"))).toBe("22012");
    expect(await codeOf(client.query("SELECT 1"))).toBe("25P02");
    await client.query("ROLLBACK");
    await client.query("BEGIN");
    await client.query("UPDATE account SET sum = 7");
    await client.query("COMMIT");
    expect((await server.admin.query("SELECT sum FROM account")).rows).toEqual([{ sum: 7 }]);
    await client.end();
  });

  it("are rolled back when their client is gone", async () => {
    const client = await server.connect();
    await client.query("BEGIN");
    await client.query("UPDATE account SET sum = 0");
    const waiting = server.admin.query("SELECT sum FROM account");
    socketOf(client).destroy();
    expect((await waiting).rows).toEqual([{ sum: 7 }]);
  });

  it("are rolled back when their client says farewell", async () => {
    const client = await server.connect();
    await client.query("BEGIN");
    await client.query("UPDATE account SET sum = 0");
    await client.end();
    expect((await server.admin.query("SELECT sum FROM account")).rows).toEqual([{ sum: 7 }]);
  });

  it("end with their client in the middle of a long statement", async () => {
    const client = await server.connect();
    await client.query("BEGIN; UPDATE account SET sum = 0");
    const lost = codeOf(client.query("SELECT count(*) FROM generate_series(1, 100000000000)"));
    socketOf(client).destroy();
    expect((await server.admin.query("SELECT sum FROM account")).rows).toEqual([{ sum: 7 }]);
    await lost;
  });
});

describe("prepared statements", () => {
  it("of two clients have the same name and stay apart", async () => {
    const [first, second] = await Promise.all([server.connect(), server.connect()]);
    for (let n = 0; n < 10; n++) {
      const a = await first.query({ name: "same", text: "SELECT 'first' AS who, $1::int AS n", values: [n] });
      const b = await second.query({ name: "same", text: "SELECT $1::int * 2 AS doubled", values: [n] });
      expect([a.rows, b.rows]).toEqual([[{ who: "first", n }], [{ doubled: n * 2 }]]);
    }
    await Promise.all([first.end(), second.end()]);
  });

  it("survive another client's DISCARD ALL", async () => {
    const [first, second] = await Promise.all([server.connect(), server.connect()]);
    const ask = () => first.query({ name: "kept", text: "SELECT $1::int AS n", values: [1] });
    await ask();
    await second.query("DISCARD ALL");
    expect((await ask()).rows).toEqual([{ n: 1 }]);
    await second.query("DEALLOCATE ALL");
    expect((await ask()).rows).toEqual([{ n: 1 }]);
    await Promise.all([first.end(), second.end()]);
  });

  it("end with their connection", async () => {
    const client = await server.connect();
    await client.query({ name: "gone", text: "SELECT 1" });
    await client.end();
    await until(async () => {
      const { rows } = await server.admin.query(
        "SELECT count(*)::int AS n FROM pg_prepared_statements WHERE name LIKE '%gone'",
      );
      return rows[0].n === 0;
    });
  });
});

function socketOf(client: pg.Client): Socket {
  return (client as unknown as { connection: { stream: Socket } }).connection.stream;
}
