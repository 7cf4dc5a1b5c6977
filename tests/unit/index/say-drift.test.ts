import { expect, it } from "vitest";
import { sayDrift } from "../../../provider/resources/index/say-drift.ts";

const outputs = { definition: "CREATE INDEX i", valid: true, missingOn: [] };

function said(changes: object): string[] {
  const notes: string[] = [];
  sayDrift({ ...outputs, ...changes }, { note: (message) => notes.push(message) });
  return notes;
}

it("says nothing of an index that is as it was built", () => {
  expect(said({})).toEqual([]);
  // One of a table that is not partitioned.
  expect(said({ missingOn: undefined })).toEqual([]);
});

it("says what is there instead, and what an update does", () => {
  expect(said({ foundDefinition: "CREATE INDEX i ON ONLY t" })).toEqual([
    "is not as it was built, but: CREATE INDEX i ON ONLY t; an update makes it as it is declared",
  ]);
  expect(said({ valid: false })).toEqual(["is INVALID, so that no query uses it; an update builds it again"]);
});

it("names the partitions that lack it, the first of many", () => {
  const partitions = Array.from({ length: 7 }, (_, n) => `s.p${n}`);
  expect(said({ valid: false, missingOn: partitions.slice(0, 2) })).toEqual([
    "lacks a valid part on s.p0, s.p1; an update builds just those",
  ]);
  expect(said({ valid: false, missingOn: partitions })).toEqual([
    "lacks a valid part on s.p0, s.p1, s.p2, s.p3, s.p4 and 2 more; an update builds just those",
  ]);
});
