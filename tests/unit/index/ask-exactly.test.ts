import type { ClientBase } from "pg";
import { afterEach, describe, expect, it, vi } from "vitest";
import { askExactly } from "../../../operations/index/recall/ask-exactly.ts";

const index = {
  schema: "s",
  name: "v",
  table: "t",
  method: "hnsw",
  valid: true,
  key: "v",
  type: "vector(1)",
  typename: "vector",
  opclass: "vector_l2_ops",
  operator: "OPERATOR(public.<->)",
  predicate: null,
  storage: [],
  names: ["v"],
  incarnation: "1",
  bytes: "1",
  row_security: false,
} as const;

/** Asks 100 questions with time for `batches` of ten; each answer has three rows. */
async function ask(batches: number, fewest: number) {
  const statements: string[] = [];
  const client = {
    query: async (sql: string) => {
      statements.push(sql);
      return { rows: [1, 2, 3].map((distance) => ({ row: `r${distance}`, distance })) };
    },
  } as unknown as ClientBase;
  let now = 0;
  vi.spyOn(Date, "now").mockImplementation(() => now);
  const report = () => {
    now += 1000;
  };
  const questions = Array.from({ length: 100 }, (_, at) => ({ vector: `[${at}]` }));
  const until = batches * 1000 - 1;
  const answered = await askExactly(client, index, questions, { k: 2, report, fewest, until });
  return { answered, statements };
}

describe("exact scans", () => {
  afterEach(() => vi.restoreAllMocks());

  it("use no index, in transactions of ten that write nothing", async () => {
    const { answered, statements } = await ask(1000, 100);
    expect(answered).toHaveLength(100);
    expect(answered[7]).toEqual({ vector: "[7]", count: 2, farthest: 2 });
    expect(statements.slice(0, 5)).toEqual([
      "BEGIN READ ONLY",
      'SET LOCAL "enable_indexscan" = off',
      'SET LOCAL "enable_indexonlyscan" = off',
      'SET LOCAL "enable_bitmapscan" = off',
      'SET LOCAL "jit" = off',
    ]);
    expect(statements.filter((sql) => sql === "ROLLBACK")).toHaveLength(10);
  });

  it("end when there is no more time, if there are enough of them", async () => {
    expect((await ask(4, 40)).answered).toHaveLength(40);
    expect((await ask(4, 10)).answered).toHaveLength(40);
  });

  it("say how long one takes, if there are too few", async () => {
    await expect(ask(4, 41)).rejects.toThrow(
      "index s.v: its recall could not be measured in time: 40 exact scans of 0.1 s each, and the goal takes 41\n",
    );
  });
});
