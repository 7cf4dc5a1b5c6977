import type { ClientBase } from "pg";
import { describe, expect, it } from "vitest";
import { declaredTwice, preflightIndex } from "../../../operations/index/preflight/preflight-index.ts";
import { PreflightMemory } from "../../../operations/index/preflight/preflight-memory.ts";
import { subject, table } from "./index-facts.ts";

/** A server that answers from facts, and what it was asked. */
function answering() {
  const asked: string[] = [];
  const query = async (sql: string) => {
    asked.push(sql);
    return { rows: [sql.includes("AS indexes") ? { tables: [table()], indexes: [] } : subject({}).server] };
  };
  const client = { query } as unknown as ClientBase;
  return { asked, memory: new PreflightMemory((work) => work(client)) };
}

const plain = (at: number) => ({
  name: `items_${at}_idx`,
  table: "items",
  keys: [{ column: "id" }],
  include: ["email"],
});

describe("a run", () => {
  it("asks the server twice for 600 indexes", async () => {
    const { asked, memory } = answering();
    const indexes = Array.from({ length: 600 }, (_, at) => ({
      ...plain(at),
      unique: true,
      keys: [{ column: "id" }],
    }));
    await Promise.all(indexes.map((index) => preflightIndex(memory, "app", index)));
    expect(asked.filter((sql) => /FROM/.test(sql))).toHaveLength(2);
  });

  it("finds what the program declares twice, once", async () => {
    const { memory } = answering();
    expect(await preflightIndex(memory, "app", plain(1))).toEqual([]);
    expect(await preflightIndex(memory, "app", plain(1))).toEqual([]);
    expect((await preflightIndex(memory, "app", plain(2))).map(({ what }) => what)).toEqual([
      "it is the same index as app.items_1_idx (declared too)",
    ]);
  });

  it.each(["55P03", "57014"])("knows nothing of a schema that is not read in time: %s", async (code) => {
    const query = async (sql: string) => {
      if (sql.includes("AS indexes")) throw Object.assign(new Error("too slow"), { code });
      return { rows: [] };
    };
    const memory = new PreflightMemory((work) => work({ query } as unknown as ClientBase));
    expect(await preflightIndex(memory, "app", plain(1))).toEqual([]);
    expect((await preflightIndex(memory, "app", plain(2))).map(({ level }) => level)).toEqual(["warning"]);
  });

  it("needs no server for that", () => {
    const memory = new PreflightMemory(async () => {
      throw new Error("nobody is to be asked");
    });
    expect(declaredTwice(memory, "app", plain(1))).toEqual([]);
    expect(declaredTwice(memory, "other", plain(2))).toEqual([]);
    expect(declaredTwice(memory, "app", { ...plain(3), table: "others" })).toEqual([]);
    expect(declaredTwice(memory, "app", plain(4))).toHaveLength(1);
  });
});
