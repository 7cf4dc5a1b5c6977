import { expect, it } from "vitest";
import { sayLock } from "../../../provider/resources/index/say-lock.ts";
import { unknown } from "../../../provider/unknown.ts";

const inputs = { schema: "s", name: "i", table: "events", keys: [{ column: "a" }], comment: "x" };
const outputs = { ...inputs, definition: "CREATE INDEX", missingOn: [] };

function said(before: object, after: object): string[] {
  const notes: string[] = [];
  sayLock({ ...outputs, ...before }, { ...inputs, ...after }, { note: (message) => notes.push(message) });
  return notes;
}

it("says that the index of a partitioned table is dropped with a lock when it is built again", () => {
  const note =
    "events is partitioned: the new index is built beside writers, and the old one dropped with a lock on the " +
    "table and all partitions, for readers too. It is waited for half a second at a time, and tried again.";
  expect(said({}, { keys: [{ column: "b" }] })).toEqual([note]);
  expect(said({}, { where: "a > 1" })).toEqual([note]);
  expect(said({ foundDefinition: "CREATE INDEX by hand" }, {})).toEqual([note]);
});

it.each([
  ["nothing changes", {}, {}],
  ["its comment does", {}, { comment: "y" }],
  ["partitions are missing, which are built beside writers", { valid: false, missingOn: ["s.p"] }, {}],
  ["the table is a plain one", { missingOn: undefined }, { where: "a > 1" }],
  ["what it will be is not known yet", {}, { where: unknown }],
])("says nothing where %s", (_when, before, after) => {
  expect(said(before, after)).toEqual([]);
});
