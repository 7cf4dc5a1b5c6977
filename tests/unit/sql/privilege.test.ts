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
): PrivilegeItem => ({ kind, object, grantee, privilege, grantable });
const later = (kind: PrivilegeItem["kind"], creator: string, grantee: string, privilege: string) => ({
  ...item(kind, "", grantee, privilege),
  creator,
});
const creators = ["own"];

const objects = [
  { kind: "table", object: "orders", owner: "own" },
  { kind: "table", object: "customers", owner: "own" },
  { kind: "sequence", object: "orders_id_seq", owner: "own" },
  { kind: "function", object: "total(bigint)", owner: "own" },
] as const;

describe("declaredPrivileges", () => {
  it("covers the schema, what is there and what is made later", () => {
    const grants = [{ role: "app", tables: ["SELECT"], functions: ["EXECUTE"] }] as const;
    expect(declaredPrivileges({ grants, creators }, objects)).toEqual([
      item("schema", "", "app", "USAGE"),
      item("table", "orders", "app", "SELECT"),
      item("table", "customers", "app", "SELECT"),
      item("function", "total(bigint)", "app", "EXECUTE"),
      later("default-table", "own", "app", "SELECT"),
      later("default-function", "own", "app", "EXECUTE"),
    ]);
  });

  it("covers what each creator makes later, but for the creator itself", () => {
    const grants = [{ role: "app", schema: [], tables: ["SELECT"] }] as const;
    expect(declaredPrivileges({ grants, creators: ["own", "app", "migrator"] }, [])).toEqual([
      later("default-table", "own", "app", "SELECT"),
      later("default-table", "migrator", "app", "SELECT"),
    ]);
  });

  it("leaves an administrator's later functions everybody's: extensions make them in its name", () => {
    expect(declaredPrivileges({ grants: [], creators: ["own", "boss"], administrator: "boss" }, [])).toEqual([
      { ...item("default-function", "*", "PUBLIC", "EXECUTE"), creator: "boss" },
    ]);
  });

  it("gives a masked role the other columns in place of the table", () => {
    const grants = [
      { role: "app", schema: [], tables: ["SELECT", "INSERT"] },
      { role: "reader", schema: [], tables: ["SELECT", "INSERT"] },
    ] as const;
    const masked = [{ table: "customers", shown: new Map([["reader", ["id", "country"]]]) }];
    const notByDefault = ["reader"];
    const customers = objects.filter(({ object }) => object === "customers");
    expect(declaredPrivileges({ grants, creators, masked, notByDefault }, customers)).toEqual([
      item("table", "customers", "app", "SELECT"),
      item("table", "customers", "app", "INSERT"),
      later("default-table", "own", "app", "SELECT"),
      later("default-table", "own", "app", "INSERT"),
      { ...item("column", "customers", "reader", "SELECT"), column: "id" },
      { ...item("column", "customers", "reader", "SELECT"), column: "country" },
      item("table", "customers", "reader", "INSERT"),
      later("default-table", "own", "reader", "INSERT"),
    ]);
  });
});

describe("privilegeStatements", () => {
  it("names objects that need the same in one statement", () => {
    const declared = declaredPrivileges(
      { grants: [{ role: "app", tables: ["SELECT", "INSERT"], sequences: ["USAGE"] }], creators },
      objects,
    );
    expect(privilegeStatements("s", privilegeDifference(declared, []))).toEqual([
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
    expect(privilegeStatements("s", privilegeDifference([kept], held))).toEqual([
      'REVOKE DELETE ON TABLE "s"."orders" FROM "app" CASCADE',
      'REVOKE EXECUTE ON ROUTINE "s".total(bigint) FROM PUBLIC CASCADE',
    ]);
  });

  it("takes a grant option away and leaves the privilege", () => {
    const declared = [item("table", "orders", "app", "SELECT")];
    const held = [item("table", "orders", "app", "SELECT", true)];
    expect(privilegeStatements("s", privilegeDifference(declared, held))).toEqual([
      'REVOKE GRANT OPTION FOR SELECT ON TABLE "s"."orders" FROM "app" CASCADE',
      'GRANT SELECT ON TABLE "s"."orders" TO "app"',
    ]);
  });

  it("names columns of one table in one statement", () => {
    const held = ["status", "id"].map((column) => ({ ...item("column", "orders", "app", "UPDATE"), column }));
    const declared = [{ ...item("column", "orders", "app", "SELECT"), column: "id" }];
    expect(privilegeStatements("s", privilegeDifference(declared, held))).toEqual([
      'REVOKE UPDATE ("status", "id") ON TABLE "s"."orders" FROM "app" CASCADE',
      'GRANT SELECT ("id") ON TABLE "s"."orders" TO "app"',
    ]);
  });

  it("changes defaults of each creator, in the schema or in any", () => {
    const held = [
      { ...item("default-function", "*", "PUBLIC", "EXECUTE"), creator: "own" },
      later("default-table", "migrator", "app", "SELECT"),
    ];
    expect(privilegeStatements("s", privilegeDifference([], held))).toEqual([
      'ALTER DEFAULT PRIVILEGES FOR ROLE "own" REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC CASCADE',
      'ALTER DEFAULT PRIVILEGES FOR ROLE "migrator" IN SCHEMA "s" REVOKE SELECT ON TABLES FROM "app" CASCADE',
    ]);
  });

  it("demands nothing of a role on what it owns", () => {
    const own = [{ kind: "table", object: "mine", owner: "app" }] as const;
    const grants = [{ role: "app", schema: [], tables: ["SELECT"] }] as const;
    expect(declaredPrivileges({ grants, creators }, own)).toEqual([
      later("default-table", "own", "app", "SELECT"),
    ]);
  });

  it("says nothing when nothing differs", () => {
    const same = [item("schema", "", "app", "USAGE")];
    expect(privilegeStatements("s", privilegeDifference(same, same))).toEqual([]);
  });
});

describe("describeDifference", () => {
  it("says in words who lacks and who has what", () => {
    const difference = {
      missing: [item("table", "orders", "app", "DELETE"), later("default-table", "own", "app", "SELECT")],
      excess: [
        item("schema", "", "PUBLIC", "USAGE"),
        item("table", "orders", "bob", "SELECT", true),
        { ...item("default-function", "*", "PUBLIC", "EXECUTE"), creator: "own" },
      ],
    };
    expect(describeDifference("commerce", difference)).toEqual([
      "commerce.orders: app lacks DELETE",
      "future tables of own in commerce: app lacks SELECT",
      "schema commerce: PUBLIC has USAGE",
      "commerce.orders: bob has SELECT with grant option",
      "future functions of own in any schema: PUBLIC has EXECUTE",
    ]);
  });
});
