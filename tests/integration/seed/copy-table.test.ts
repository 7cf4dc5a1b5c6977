import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyTable } from "../../../operations/seed/copy-table.ts";
import type { DemoRow } from "../../../pipelines/commerce/demo-table.ts";
import { type EmbeddedServer, embeddedServer } from "../embedded-server.ts";

const copy = "COPY copied FROM STDIN";
let server: EmbeddedServer;

beforeAll(async () => {
  server = await embeddedServer();
  await server.client.query("CREATE TABLE copied (id integer, text text)");
});
afterAll(() => server.stop());

describe("copyTable", () => {
  it("sends what every value is, whatever characters it holds", async () => {
    const texts = ["a\tb", "a\nb", "a\rb", "\\N", "\\", "Zoë 😀", "\b\f\v", "", null];
    await copyTable(server.client, copy, rows(texts));
    const { rows: copied } = await server.client.query("SELECT text FROM copied ORDER BY id");
    expect(copied.map(({ text }) => text)).toEqual(texts);
  });

  it("sends chunk after chunk in one COPY, and tells how far it is", async () => {
    await server.client.query("TRUNCATE copied");
    const sent: number[] = [];
    const texts = new Array<string>(1_000).fill("x".repeat(995));
    // A line is about 1,000 characters, a chunk 65,536 at least.
    expect(await copyTable(server.client, copy, rows(texts), (count) => sent.push(count))).toBe(1_000);
    expect(sent).toEqual([...Array.from({ length: 15 }, (_, index) => 66 * (index + 1)), 1_000]);
    const { rows: counted } = await server.client.query("SELECT count(*)::integer AS rows FROM copied");
    expect(counted).toEqual([{ rows: 1_000 }]);
  });

  it("ends without a row when the caller throws, and leaves the connection usable", async () => {
    await server.client.query("TRUNCATE copied");
    const texts = new Array<string>(1_000).fill("x".repeat(995));
    const stop = () => {
      throw new Error("stopped");
    };
    await expect(copyTable(server.client, copy, rows(texts), stop)).rejects.toThrow("stopped");
    const { rows: counted } = await server.client.query("SELECT count(*)::integer AS rows FROM copied");
    expect(counted).toEqual([{ rows: 0 }]);
  });

  it("sends nothing for no rows", async () => {
    expect(await copyTable(server.client, copy, rows([]))).toBe(0);
  });

  it("passes on what the server refuses, and leaves the connection usable", async () => {
    const bad = [
      [1, "a"],
      ["no number", "b"],
    ];
    await expect(copyTable(server.client, copy, bad)).rejects.toThrow(
      'invalid input syntax for type integer: "no number"',
    );
    expect((await server.client.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
  });
});

function rows(texts: readonly (string | null)[]): DemoRow[] {
  return texts.map((text, index) => [index + 1, text] as const);
}
