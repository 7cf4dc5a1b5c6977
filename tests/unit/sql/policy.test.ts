import { describe, expect, it } from "vitest";
import { createPolicy, dropPolicy, setRowSecurity } from "../../../sql/policy/policy-statements.ts";
import type { PolicyRow } from "../../../sql/policy/read-row-security.ts";
import { rowSecurityDifference } from "../../../sql/policy/row-security-difference.ts";

describe("policies", () => {
  it("are made with everything spelled out", () => {
    expect(createPolicy("s", { table: "t", name: "own rows", using: "a = 1" })).toBe(
      'CREATE POLICY "own rows" ON "s"."t" AS PERMISSIVE FOR ALL TO PUBLIC USING (a = 1)',
    );
    const more = { command: "UPDATE", roles: ["a", "b"], check: "b", permissive: false } as const;
    expect(createPolicy("s", { table: "t", name: "p", using: "a", ...more })).toBe(
      'CREATE POLICY "p" ON "s"."t" AS RESTRICTIVE FOR UPDATE TO "a", "b" USING (a) WITH CHECK (b)',
    );
    expect(dropPolicy("s", { table: "t", name: "p" })).toBe('DROP POLICY "p" ON "s"."t"');
  });

  it.each([
    [{ table: "t" }, "ENABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY"],
    [{ table: "t", force: true }, "ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY"],
    [undefined, "DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY"],
  ])("are switched by the table's switches: %o", (declared, action) => {
    expect(setRowSecurity("s", "t", declared)).toBe(`ALTER TABLE "s"."t" ${action}`);
  });
});

describe("rowSecurityDifference", () => {
  const declared = {
    tables: [{ table: "notes" }],
    policies: [{ table: "notes", name: "own", roles: ["b", "a"], using: "tenant = current_user" }],
  };
  const policy: PolicyRow = {
    table: "notes",
    name: "own",
    command: "ALL",
    roles: ["a", "b"],
    using: "(tenant = CURRENT_USER)",
    check: null,
    permissive: true,
  };
  const on = { table: "notes", enabled: true, forced: false };
  const built = { "notes.own": '["(tenant = CURRENT_USER)",null]' };
  const words = (tables: object[], policies: object[]) =>
    rowSecurityDifference(
      declared,
      { tables: tables as (typeof on)[], policies: policies as PolicyRow[] },
      built,
    ).words;

  it("is empty when the server has what it made of the declaration", () => {
    expect(rowSecurityDifference(declared, { tables: [on], policies: [policy] }, built)).toEqual({
      tables: [],
      dropped: [],
      created: [],
      absent: [],
      words: [],
    });
  });

  it("sees what is off, forced, missing, extra and changed", () => {
    const other = { table: "other", enabled: true, forced: true };
    expect(words([{ ...on, enabled: false }, other], [{ ...policy, name: "mine" }])).toEqual([
      "notes: row security is off",
      "other: row security is on",
      "other: row security is forced on its owner",
      "notes: policy own is missing",
      "notes: policy mine is not declared",
    ]);
    const changed = { ...policy, command: "SELECT", roles: ["PUBLIC"], permissive: false, using: "true" };
    expect(words([on], [changed])).toEqual([
      "notes: policy own is for SELECT, not ALL",
      "notes: policy own is restrictive",
      "notes: policy own is for PUBLIC",
      "notes: policy own has another condition",
    ]);
    expect(words([], [policy])).toEqual(["notes: is not there"]);
  });

  it("makes a policy again whose declared condition changed, and drops it before", () => {
    const found = { tables: [on], policies: [policy] };
    const { dropped, created } = rowSecurityDifference(declared, found, {});
    expect({ dropped, created }).toEqual({ dropped: [policy], created: declared.policies });
  });
});
