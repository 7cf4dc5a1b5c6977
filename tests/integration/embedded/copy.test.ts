import { readFileSync } from "node:fs";
import type { Socket } from "node:net";
import { Readable, Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom, to as copyTo } from "pg-copy-streams";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { codeOf, newServer, type TestServer } from "./test-server.ts";

const rows = 100_000;
let server: TestServer;
let admin: pg.Client;

beforeAll(async () => {
  server = await newServer();
  admin = await server.connect();
  await admin.query("CREATE TABLE items (id int PRIMARY KEY, name text)");
});

afterAll(async () => {
  await admin.end();
  await server.clear();
});

async function* lines(count: number, first = 1): AsyncGenerator<string> {
  for (let n = first; n < first + count; n++) yield `${n}\tname of ${n}\n`;
}

async function countItems(): Promise<number> {
  return (await admin.query("SELECT count(*)::int AS n FROM items")).rows[0].n;
}

describe("COPY", () => {
  it("takes 100,000 rows", async () => {
    const into = admin.query(copyFrom("COPY items FROM STDIN"));
    await pipeline(Readable.from(lines(rows)), into);
    expect(into.rowCount).toBe(rows);
    expect(await countItems()).toBe(rows);
  });

  it("gives 100,000 rows", async () => {
    let bytes = 0;
    let breaks = 0;
    const count = new Writable({
      write(chunk: Buffer, _encoding, done) {
        bytes += chunk.length;
        for (const byte of chunk) if (byte === 10) breaks++;
        done();
      },
    });
    await pipeline(admin.query(copyTo("COPY items TO STDOUT")), count);
    expect(breaks).toBe(rows);
    expect(bytes).toBe([...Array(rows).keys()].reduce((sum, n) => sum + 2 * String(n + 1).length + 10, 0));
  });

  it("leaves the connection usable when it fails midway", async () => {
    for (const bad of ["not a number\tx\n", "1\tthere already\n"]) {
      async function* withBad() {
        yield* lines(50_000, 200_000);
        yield bad;
        yield* lines(50_000, 300_000);
      }
      const failed = pipeline(Readable.from(withBad()), admin.query(copyFrom("COPY items FROM STDIN")));
      expect(await codeOf(failed)).toBe(bad.startsWith("1\t") ? "23505" : "22P02");
      expect(await countItems()).toBe(rows);
    }
  });

  it("is undone when the client gives it up", async () => {
    const into = admin.query(copyFrom("COPY items FROM STDIN"));
    const refused = new Promise<string | undefined>((resolve) => {
      into.on("error", ({ code }: Error & { code?: string }) => resolve(code));
    });
    into.write("900001\tx\n");
    (admin as unknown as { connection: { sendCopyFail(reason: string): void } }).connection.sendCopyFail(
      "given up",
    );
    expect(await refused).toBe("57014");
    expect(await countItems()).toBe(rows);
  });

  it("is undone when the client is killed in the middle, also in the middle of a row", async () => {
    // The end of the COPY and the next client's statement meet in many ways: each answer is its own.
    for (let round = 0; round < 40; round++) {
      const client = await server.connect();
      const into = client.query(copyFrom("COPY items FROM STDIN"));
      into.on("error", () => {});
      for await (const line of lines(round * 500, 400_000)) into.write(line);
      const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
      // The beginning of a message whose rest never comes.
      stream.write(Buffer.from([0x64, 0, 1, 0, 0, 0x31]));
      const waiting = countItems();
      stream.destroy();
      expect(await waiting).toBe(rows);
      expect(await countItems()).toBe(rows);
    }
  });

  it("works inside a transaction", async () => {
    await admin.query("BEGIN");
    await pipeline(Readable.from(lines(10, 500_000)), admin.query(copyFrom("COPY items FROM STDIN")));
    await admin.query("ROLLBACK");
    expect(await countItems()).toBe(rows);
  });

  it("streams: much more data than is ever in memory, in and out, with a slow reader", async () => {
    await admin.query("CREATE TABLE big (line text)");
    const line = `${"x".repeat(1023)}\n`;
    async function* plenty() {
      for (let n = 0; n < 300; n++) yield line.repeat(1024);
    }
    const before = memoryOf(server.running.pid);
    await pipeline(Readable.from(plenty()), admin.query(copyFrom("COPY big FROM STDIN")));
    let bytes = 0;
    const slow = new Writable({
      highWaterMark: 1024,
      write(chunk: Buffer, _encoding, done) {
        bytes += chunk.length;
        setImmediate(done);
      },
    });
    await pipeline(admin.query(copyTo("COPY big TO STDOUT")), slow);
    expect(bytes).toBe(300 * 2 ** 20);
    // 300 MiB went in and out; shared buffers fill up on the way.
    expect(memoryOf(server.running.pid) - before).toBeLessThan(150 * 2 ** 20);
  });

  it("works with psql's \\copy, both ways", async () => {
    const { stdout } = await server.psql([
      "-At",
      "-c",
      "\\copy (SELECT id FROM items ORDER BY id LIMIT 3) TO STDOUT",
    ]);
    expect(stdout).toBe("1\n2\n3\n");
  });
});

/** Resident memory of a process, in bytes. */
function memoryOf(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(kilobytes) * 1024;
}
