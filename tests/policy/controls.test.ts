import { describe, expect, it } from "vitest";
import { allRules } from "../../policy/all-rules.ts";
import { controlsWithoutRule } from "../../policy/controls-without-rule.ts";

const numbers = (prefix: string, ...of: readonly number[]) => of.map((number) => `${prefix}${number}`);

/** What has to be answered for: RDS for PostgreSQL, Multi-AZ and Aurora clusters, and what is around them. */
const listed = [
  ...numbers(
    "RDS.",
    1,
    2,
    3,
    4,
    5,
    6,
    7,
    8,
    9,
    10,
    11,
    12,
    13,
    15,
    16,
    17,
    18,
    19,
    20,
    21,
    22,
    23,
    24,
    25,
    26,
  ),
  ...numbers("RDS.", 27, 28, 29, 30, 32, 33, 35, 36, 37, 38, 43, 46, 47, 50),
  ...numbers("CKV_AWS_", 16, 17, 118, 129, 133, 157, 161, 211, 226, 250, 293, 353, 354, 388, 266, 302, 245),
  ...numbers("CKV2_AWS_", 30, 60, 69, 5, 57, 6, 61, 62),
  ...numbers("CKV_AWS_", 23, 24, 25, 260, 277, 382, 149, 66, 158, 338, 26, 319, 7),
  ...numbers("CKV_AWS_", 18, 19, 20, 21, 53, 54, 55, 56, 145, 35, 36, 67, 252),
  ...numbers("CKV_AWS_", 50, 115, 116, 117, 173, 272, 363, 166),
];

describe("the controls", () => {
  const withRule = allRules.flatMap(({ controls }) => controls);
  const all = [...withRule, ...controlsWithoutRule];

  it("that are listed have a rule each", () => {
    const ids = new Set(withRule.map(({ id }) => id));
    expect(listed.filter((id) => !ids.has(id))).toEqual([]);
  });

  it("of RDS are all answered for, from the first to the last", () => {
    // RDS.49 was never given out.
    const ids = new Set(all.map(({ id }) => id));
    const every = Array.from({ length: 50 }, (_, at) => `RDS.${at + 1}`).filter((id) => id !== "RDS.49");
    expect(every.filter((id) => !ids.has(id))).toEqual([]);
  });

  it("stand once each", () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });

  it("have ids as their sources write them", () => {
    for (const { source, id } of all)
      expect(id).toMatch(source === "Checkov" ? /^CKV2?_AWS_\d+$/ : /^[A-Z][A-Za-z0-9]+\.\d+$/);
  });

  it("without a rule have a reason", () => {
    for (const { reason } of controlsWithoutRule) expect(reason.split(" ").length).toBeGreaterThan(2);
  });
});
