import { describe, expect, it } from "vitest";
import { declaredPrivileges } from "../../../sql/privilege/declared-privileges.ts";
import { describeDifference, privilegeDifference } from "../../../sql/privilege/privilege-difference.ts";
import type { PrivilegeItem } from "../../../sql/privilege/privilege-item.ts";
import { privilegeStatements } from "../../../sql/privilege/privilege-statements.ts";

const item = (
  kind: PrivilegeItem["kind"],
  object: string,
  grantee: string,
  privilege: string,
  grantable = false,
) => ({
  kind,
  object,
  grantee,
  privilege,
  grantable,
});

const objects = [
  { kind: "table", object: "orders", owner: "own" },
  { kind: "table", object: "customers", owner: "own" },
  { kind: "sequence", object: "orders_id_seq", owner: "own" },
  { kind: "function", object: "total(bigint)", owner: "own" },
] as const;

describe("declaredPrivileges", () => {
  it("covers the schema, what is there and what is made later", () => {
    const grants = [{ role: "app", tables: ["SELECT"], functions: ["EXECUTE"] }] as const;
    expect(declaredPrivileges(grants, objects)).toEqual([
      item("schema", "", "app", "USAGE"),
      item("table", "orders", "app", "SELECT"),
      item("table", "customers", "app", "SELECT"),
      item("function", "total(bigint)", "app", "EXECUTE"),
      item("default-table", "", "app", "SELECT"),
      item("default-function", "", "app", "EXECUTE"),
    ]);
  });
});

describe("privilegeStatements", () => {
  it("names objects that need the same in one statement", () => {
    const declared = declaredPrivileges(
      [{ role: "app", tables: ["SELECT", "INSERT"], sequences: ["USAGE"] }],
      objects,
    );
    expect(privilegeStatements("s", "own", privilegeDifference(declared, []))).toEqual([
      'GRANT USAGE ON SCHEMA "s" TO "app"',
      'GRANT INSERT, SELECT ON TABLE "s"."orders", "s"."customers" TO "app"',
      'GRANT USAGE ON SEQUENCE "s"."orders_id_seq" TO "app"',
      'ALTER DEFAULT PRIVILEGES FOR ROLE "own" IN SCHEMA "s" GRANT INSERT, SELECT ON TABLES TO "app"',
      'ALTER DEFAULT PRIVILEGES FOR ROLE "own" IN SCHEMA "s" GRANT USAGE ON SEQUENCES TO "app"',
    ]);
  });

  it("takes away what is not declared, PUBLIC's too, and nothing else", () => {
    const kept = item("table", "orders", "app", "SELECT");
    const held = [
      kept,
      item("table", "orders", "app", "DELETE"),
      item("function", "total(bigint)", "PUBLIC", "EXECUTE"),
    ];
    expect(privilegeStatements("s", "own", privilegeDifference([kept], held))).toEqual([
      'REVOKE DELETE ON TABLE "s"."orders" FROM "app" CASCADE',
      'REVOKE EXECUTE ON ROUTINE "s".total(bigint) FROM PUBLIC CASCADE',
    ]);
  });

  it("takes a grant option away and leaves the privilege", () => {
    const declared = [item("table", "orders", "app", "SELECT")];
    const held = [item("table", "orders", "app", "SELECT", true)];
    expect(privilegeStatements("s", "own", privilegeDifference(declared, held))).toEqual([
      'REVOKE GRANT OPTION FOR SELECT ON TABLE "s"."orders" FROM "app" CASCADE',
      'GRANT SELECT ON TABLE "s"."orders" TO "app"',
    ]);
  });

  it("takes a privilege on a column away", () => {
    const held = [{ ...item("column", "orders", "app", "UPDATE"), column: "status" }];
    expect(privilegeStatements("s", "own", privilegeDifference([], held))).toEqual([
      'REVOKE UPDATE ("status") ON TABLE "s"."orders" FROM "app" CASCADE',
    ]);
  });

  it("demands nothing of a role on what it owns", () => {
    const own = [{ kind: "table", object: "mine", owner: "app" }] as const;
    const items = declaredPrivileges([{ role: "app", schema: [], tables: ["SELECT"] }], own);
    expect(items).toEqual([item("default-table", "", "app", "SELECT")]);
  });

  it("says nothing when nothing differs", () => {
    const same = [item("schema", "", "app", "USAGE")];
    expect(privilegeStatements("s", "own", privilegeDifference(same, same))).toEqual([]);
  });
});

describe("describeDifference", () => {
  it("says in words who lacks and who has what", () => {
    const difference = {
      missing: [item("table", "orders", "app", "DELETE"), item("default-table", "", "app", "SELECT")],
      excess: [item("schema", "", "PUBLIC", "USAGE"), item("table", "orders", "bob", "SELECT", true)],
    };
    expect(describeDifference("commerce", difference)).toEqual([
      "commerce.orders: app lacks DELETE",
      "future tables of commerce: app lacks SELECT",
      "schema commerce: PUBLIC has USAGE",
      "commerce.orders: bob has SELECT with grant option",
    ]);
  });
});
