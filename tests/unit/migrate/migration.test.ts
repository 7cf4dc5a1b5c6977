import { describe, expect, it } from "vitest";
import { migrationLabel, runsInTransaction } from "../../../operations/migrate/migration.ts";

describe("runsInTransaction", () => {
  it.each([
    ["-- no-transaction\nVACUUM", false],
    ["--no-transaction\nVACUUM", false],
    ["-- no-transaction", false],
    ["-- no-transactions\nVACUUM", true],
    ["\n-- no-transaction\nVACUUM", true],
    ["SELECT 1; -- no-transaction", true],
    ["", true],
  ])("%j: %j", (sql, inTransaction) => {
    expect(runsInTransaction(sql)).toBe(inTransaction);
  });
});

describe("migrationLabel", () => {
  it("pads the number to four digits", () => {
    expect(migrationLabel({ version: 2, name: "orders" })).toBe("0002_orders");
  });
});
