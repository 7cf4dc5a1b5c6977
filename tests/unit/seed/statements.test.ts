import { describe, expect, it } from "vitest";
import { copyIn } from "../../../sql/demo-data/copy-in.ts";
import { copyRow } from "../../../sql/demo-data/copy-row.ts";
import { addForeignKey, dropForeignKey } from "../../../sql/demo-data/foreign-keys.ts";
import { hasAnyValue, inspectTables } from "../../../sql/demo-data/inspect-tables.ts";
import {
  analyzeTables,
  lockTables,
  restartIdentity,
  truncateTables,
} from "../../../sql/demo-data/table-statements.ts";

describe("copyIn", () => {
  it("quotes every name", () => {
    expect(copyIn("commerce", "orders", ["id", 'a"b'])).toBe(
      'COPY "commerce"."orders" ("id", "a""b") FROM STDIN WITH (FORMAT text, FREEZE)',
    );
  });
});

describe("copyRow", () => {
  it("writes numbers, booleans and null", () => {
    expect(copyRow([1, 19.5, true, false, null])).toBe("1\t19.5\ttrue\tfalse\t\\N\n");
  });

  it("escapes what the format gives a meaning to, and nothing else", () => {
    expect(copyRow(["a\tb\nc\rd\\N", "\b\f\v", "Zoë 'x' \"y\""])).toBe(
      "a\\tb\\nc\\rd\\\\N\t\\b\\f\\v\tZoë 'x' \"y\"\n",
    );
  });
});

describe("table statements", () => {
  it("name all tables at once", () => {
    expect(lockTables("s", ["a", "b"])).toBe('LOCK TABLE "s"."a", "s"."b" IN ACCESS EXCLUSIVE MODE');
    expect(truncateTables("s", ["a", "b"])).toBe('TRUNCATE "s"."a", "s"."b" RESTART IDENTITY');
    expect(analyzeTables("s", ["a", "b"])).toBe('ANALYZE "s"."a", "s"."b"');
  });

  it("restart an identity column", () => {
    expect(restartIdentity("s", "a", "id", 11)).toBe('ALTER TABLE "s"."a" ALTER COLUMN "id" RESTART WITH 11');
  });
});

describe("foreign keys", () => {
  it("are dropped by name and added with the definition the catalog gave", () => {
    const key = {
      table: "orders",
      name: "k",
      definition: "FOREIGN KEY (a) REFERENCES s.b(id) ON DELETE CASCADE",
    };
    expect(dropForeignKey("s", key)).toBe('ALTER TABLE "s"."orders" DROP CONSTRAINT "k"');
    expect(addForeignKey("s", key)).toBe(
      'ALTER TABLE "s"."orders" ADD CONSTRAINT "k" FOREIGN KEY (a) REFERENCES s.b(id) ON DELETE CASCADE',
    );
  });
});

describe("inspectTables", () => {
  it("asks for each table whether it has rows, and rows beyond those loaded", () => {
    expect(
      inspectTables("s", [
        { name: "a", loaded: 5 },
        { name: "b", loaded: 0 },
      ]),
    ).toBe(
      `SELECT 'a' AS name, EXISTS (SELECT FROM "s"."a") AS filled, EXISTS (SELECT FROM "s"."a" WHERE id > 5) AS beyond` +
        ` UNION ALL ` +
        `SELECT 'b' AS name, EXISTS (SELECT FROM "s"."b") AS filled, EXISTS (SELECT FROM "s"."b" WHERE id > 0) AS beyond`,
    );
  });
});

describe("hasAnyValue", () => {
  it("takes ids and values as parameters", () => {
    expect(hasAnyValue("s", "a", "email")).toBe(
      `SELECT EXISTS (SELECT FROM "s"."a"\n  WHERE id = ANY ($1) AND "email" = ANY ($2)) AS present`,
    );
  });
});
