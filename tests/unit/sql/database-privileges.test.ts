import { expect, it } from "vitest";
import {
  databaseDifference,
  databaseStatements,
  declaredDatabase,
  describeDatabase,
} from "../../../sql/database/database-privileges.ts";

const held = (on: "database" | "schema public", grantee: string, privilege: string, grantable = false) => ({
  on,
  grantee,
  privilege,
  grantable,
});
const declared = declaredDatabase({
  connect: ["app", "reader"],
  temporary: ["app"],
  publicSchema: ["PUBLIC"],
});

it("takes from everybody what PostgreSQL lets everybody do", () => {
  const difference = databaseDifference(declared, [
    held("database", "PUBLIC", "CONNECT"),
    held("database", "PUBLIC", "TEMPORARY"),
    held("schema public", "PUBLIC", "USAGE"),
  ]);
  expect(databaseStatements("shop", difference)).toEqual([
    'REVOKE CONNECT ON DATABASE "shop" FROM PUBLIC CASCADE',
    'REVOKE TEMPORARY ON DATABASE "shop" FROM PUBLIC CASCADE',
    'GRANT CONNECT ON DATABASE "shop" TO "app", "reader"',
    'GRANT TEMPORARY ON DATABASE "shop" TO "app"',
  ]);
});

it("says in words what was changed by hand, a grant option and schema public included", () => {
  const difference = databaseDifference(declared, [
    held("database", "app", "CONNECT", true),
    held("database", "reader", "CONNECT"),
    held("database", "app", "TEMPORARY"),
    held("schema public", "PUBLIC", "USAGE"),
    held("schema public", "app", "CREATE"),
  ]);
  expect(describeDatabase(difference)).toEqual([
    "database: app lacks CONNECT",
    "database: app has CONNECT with grant option",
    "schema public: app has CREATE",
  ]);
  expect(databaseStatements("shop", difference)).toEqual([
    'REVOKE CONNECT ON DATABASE "shop" FROM "app" CASCADE',
    'REVOKE CREATE ON SCHEMA "public" FROM "app" CASCADE',
    'GRANT CONNECT ON DATABASE "shop" TO "app"',
  ]);
});
