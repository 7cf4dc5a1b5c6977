import { describe, expect, it } from "vitest";
import { describeMemberships, membershipStatements } from "../../../sql/role/memberships.ts";

const row = (member: string, group: string, more: object = {}) => ({
  member,
  group,
  grantor: "boss",
  admin: false,
  inherit: true,
  set: true,
  ...more,
});
const declared = { migrator: ["own"], app: [] };

describe("memberships", () => {
  it("are nobody's but the declared ones", () => {
    const rows = [row("migrator", "own"), row("app", "own"), row("bob", "own", { grantor: "app" })];
    expect(membershipStatements(declared, rows)).toEqual([
      'REVOKE "own" FROM "app" GRANTED BY "boss" CASCADE',
      'REVOKE "own" FROM "bob" GRANTED BY "app" CASCADE',
    ]);
    expect(describeMemberships(declared, rows)).toEqual([
      "app is a member of own, which is not declared",
      "bob is a member of own, which is not declared",
    ]);
  });

  it("are with INHERIT and SET and without ADMIN", () => {
    const rows = [row("migrator", "own", { admin: true, inherit: false, set: false })];
    expect(membershipStatements(declared, rows)).toEqual([
      'REVOKE ADMIN OPTION FOR "own" FROM "migrator" GRANTED BY "boss" CASCADE',
      'GRANT "own" TO "migrator" WITH INHERIT TRUE, SET TRUE, ADMIN FALSE',
    ]);
    expect(describeMemberships(declared, rows)).toEqual([
      "migrator may pass on own (ADMIN)",
      "migrator does not inherit from own (INHERIT)",
      "migrator may not SET ROLE own (SET)",
    ]);
  });

  it("are as they should be when two grants make one of them up", () => {
    const rows = [
      row("migrator", "own", { inherit: false, grantor: "a" }),
      row("migrator", "own", { set: false, grantor: "b" }),
    ];
    expect(membershipStatements(declared, rows)).toEqual([]);
    expect(describeMemberships(declared, rows)).toEqual([]);
  });

  it("are made where they are missing", () => {
    expect(membershipStatements(declared, [])).toEqual([
      'GRANT "own" TO "migrator" WITH INHERIT TRUE, SET TRUE, ADMIN FALSE',
    ]);
    expect(describeMemberships(declared, [])).toEqual(["migrator is no member of own"]);
  });
});
