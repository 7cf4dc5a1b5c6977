import { describe, expect, it } from "vitest";
import { checkModel } from "../../../model/check-model.ts";
import { checkRecall, checkRecallGoal } from "../../../model/check-recall.ts";
import type { IndexDefinition } from "../../../model/index-definition.ts";
import { withFoundSettings } from "../../../model/with-found-settings.ts";

const goal = { k: 10, atLeast: 0.95 };
const index: IndexDefinition = {
  name: "v",
  table: "t",
  method: "hnsw",
  keys: [{ column: "v", opclass: "vector_l2_ops" }],
};

describe("the goal of an index", () => {
  it("is checked before anything happens", () => {
    expect(checkRecallGoal(goal)).toEqual([]);
    expect(checkRecallGoal({ ...goal, k: 1000, atLeast: 0.999, queries: 6000, seed: 0 })).toEqual([]);
    expect(checkRecallGoal({ ...goal, k: 1001, queries: 0.5, seed: -1, from: " " })).toEqual([
      "k is 1001; it is a number of rows, 1 to 1000",
      "queries is 0.5; it is a whole number, 1 to 10000",
      "from is empty",
      "seed is -1; it is a whole number, 0 to 2147483647",
    ]);
    expect(checkRecallGoal({ ...goal, atleast: 1 } as never)).toEqual([
      '"atleast" is none of k, atLeast, queries, from, roles, seed',
    ]);
  });

  it.each([0, 1, 1.5, -1, Number.NaN])("is a part of everything, not %d", (atLeast) => {
    expect(checkRecallGoal({ k: 10, atLeast })).toEqual([
      `atLeast is ${atLeast}; it is above 0 and below 1: that nothing is ever missed, no sample of queries can show`,
    ]);
  });

  it("is one that its queries can show", () => {
    expect(checkRecallGoal({ ...goal, atLeast: 0.99, queries: 529 })).toEqual([
      "529 queries cannot show a recall of 0.99, however well they are answered: it takes 530",
    ]);
    expect(checkRecallGoal({ ...goal, atLeast: 0.99, queries: 530 })).toEqual([]);
    expect(checkRecallGoal({ ...goal, atLeast: 0.9999 })).toEqual([
      "atLeast is 0.9999, which takes 53000 queries to show; 0.9994 is the most",
    ]);
  });

  it("is of an index whose answers are approximate", () => {
    expect(checkRecall({ ...index, recall: goal })).toEqual([]);
    expect(checkRecall({ ...index, method: "gin", recall: goal })).toEqual([
      "an index of method gin always finds everything: recall is of hnsw and ivfflat",
    ]);
  });

  it("names roles that are declared", () => {
    const recall = { ...goal, roles: ["nobody"], k: 0 };
    const schema = { name: "s", owner: "own", comment: "", grants: [], indexes: [{ ...index, recall }] };
    const model = { extensions: [], roles: [{ name: "own", comment: "" }], schemas: [schema] };
    expect(() => checkModel(model)).toThrow(
      "schema s: index v: recall: k is 0; it is a number of rows, 1 to 1000\nschema s: index v: recall: there is no role nobody",
    );
  });
});

describe("settings that were found", () => {
  it("are the role's, as far as the model sets none of its own", () => {
    const roles = [
      { name: "a", comment: "", settings: { "hnsw.ef_search": 10, work_mem: "1MB" } },
      { name: "b", comment: "" },
      { name: "c", comment: "" },
    ];
    const model = { extensions: [], roles, schemas: [] };
    const found = { a: { "hnsw.ef_search": 80, "ivfflat.probes": 3 }, b: { "hnsw.ef_search": 80 } };
    expect(withFoundSettings(model, found).roles.map(({ settings }) => settings)).toEqual([
      { "hnsw.ef_search": 10, "ivfflat.probes": 3, work_mem: "1MB" },
      { "hnsw.ef_search": 80 },
      undefined,
    ]);
    expect(withFoundSettings(model)).toEqual(model);
  });
});
