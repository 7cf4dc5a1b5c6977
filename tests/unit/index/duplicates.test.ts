import { describe, expect, it } from "vitest";
import type { IndexDefinition } from "../../../model/index-definition.ts";
import { likenessTo } from "../../../operations/index/duplicates/compare-indexes.ts";
import { duplicateIndex } from "../../../operations/index/preflight/checks/duplicate-index.ts";
import { plainShape } from "../../../operations/index/preflight/plain-shape.ts";
import { other, subject } from "./index-facts.ts";

const shape = (index: Partial<IndexDefinition>) =>
  plainShape({ name: "i", table: "t", keys: [{ column: "a" }], ...index });
const a = { column: "a" };
const b = { column: "b" };
const down = (column: string) => ({ column, order: "desc" as const });

describe("an index beside another one", () => {
  it.each<[string, Partial<IndexDefinition>, Partial<IndexDefinition>, string | undefined]>([
    ["the same keys", {}, {}, "equal"],
    ["the left keys", {}, { keys: [a, b] }, "covered"],
    ["the left keys, read backwards", { keys: [a, b] }, { keys: [down("a"), down("b"), a] }, "covered"],
    ["keys in another order", { keys: [a, b] }, { keys: [b, a] }, undefined],
    ["keys in mixed directions", { keys: [a, b] }, { keys: [a, down("b")] }, undefined],
    ["another operator class", { keys: [{ ...a, opclass: "text_pattern_ops" }] }, {}, undefined],
    ["the same that refuses equal keys", {}, { unique: true }, "covered"],
    ["the same, and it refuses equal keys itself", { unique: true }, {}, undefined],
    ["both refuse equal keys", { unique: true }, { unique: true }, "equal"],
    ["both refuse equal keys, of more columns", { unique: true }, { unique: true, keys: [a, b] }, undefined],
    ["another predicate", { where: "a > 1" }, {}, undefined],
    ["the same predicate", { where: "a > 1" }, { where: "a > 1", keys: [a, b] }, "covered"],
    ["what it carries is carried along too", { include: ["c"] }, { include: ["d", "c"] }, "covered"],
    ["what it carries is a key", { include: ["b"] }, { keys: [a, b] }, "covered"],
    ["what it carries is not there", { include: ["c"] }, { keys: [a, b] }, undefined],
    ["left keys of a method that has none", { method: "gin" }, { method: "gin", keys: [a, b] }, undefined],
    ["another method", { method: "hash" }, {}, undefined],
  ])("%s", (_what, one, two, likeness) => {
    expect(likenessTo(shape(one), shape(two))).toBe(likeness);
  });
});

describe("a declared index", () => {
  const found = (...args: Parameters<typeof subject>) =>
    duplicateIndex(subject(...args)).map(({ what, mend }) => `${what}. ${mend}`);
  const keys = [{ column: "id" }];

  it("that the catalog has under another name", () => {
    expect(found({ keys }, { others: [other({ name: "by_hand" })] })).toEqual([
      "it is the same index as app.by_hand. Where this update does not drop that one anyway, take items_idx out of model/database.ts.",
    ]);
  });

  it("that a constraint makes superfluous, before one that is equal", () => {
    const others = [other({ name: "items_pkey", unique: true }, { constraint: true })];
    expect(found({ keys }, { others })).toEqual([
      "app.items_pkey (a constraint's) serves all that it would. Take items_idx out of model/database.ts.",
    ]);
  });

  it("that makes others superfluous", () => {
    const wider = { keys: [{ column: "id" }, { column: "email" }] };
    const others = [other({ name: "by_hand" }), other({ name: "narrow_idx" }, { declared: true })];
    expect(found(wider, { others })).toEqual([
      "it serves all that app.by_hand does. Once this one is there that one can go: npx pgstack index list says how.",
      "it serves all that app.narrow_idx (declared too) does. Take narrow_idx out of model/database.ts once this one is there.",
    ]);
  });

  it("has nothing to do with what is different", () => {
    expect(found({ keys }, { others: [other({ name: "by_email", keys: [{ column: "email" }] })] })).toEqual(
      [],
    );
  });
});
