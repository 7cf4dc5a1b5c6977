import { describe, expect, it } from "vitest";
import { inShort, lintTexts } from "./lint-text.ts";

const found = (...texts: string[]) => inShort(lintTexts(texts).findings);
const made = (type: string) =>
  `-- pgstack-lint-ignore prefer-text-field: as it was\nCREATE TABLE a (b ${type}, c varchar(1));`;
const change = (type: string, using = "") => `ALTER TABLE a ALTER COLUMN b TYPE ${type}${using};`;

describe("changing-column-type knows the type of before", () => {
  it.each([
    ["varchar(20)", "varchar"],
    ["varchar(20)", "text"],
    ["text", "varchar"],
    ["varchar", "text"],
    ["numeric(10, 2)", "numeric(12, 2)"],
    ["numeric(10, 2)", "numeric"],
    ["varbit(3)", "varbit(4)"],
    ["text", "text"],
  ])("%s to %s rewrites nothing", (before, after) => {
    expect(found(made(before), change(after))).toEqual([]);
    expect(found(made(before), change(after, " USING b"))).toEqual([]);
  });

  it.each([
    ["integer", "bigint"],
    ["text", "integer"],
    ["numeric(10, 2)", "numeric(12, 3)"],
    ["numeric(10, 2)", "numeric(8, 2)"],
    ["numeric", "numeric(8, 2)"],
    ["text", "text[]"],
    ["timestamp with time zone", "date"],
    ["varbit", "varbit(4)"],
  ])("%s to %s does", (before, after) => {
    expect(found(made(before), change(after))).toEqual(["changing-column-type 1:28"]);
  });

  it("and varchar that gets shorter", () => {
    const rules = found(
      made("varchar(20)"),
      `-- pgstack-lint-ignore prefer-text-field: as it was\n${change("varchar(19)")}`,
    );
    expect(rules).toEqual(["changing-column-type 2:28"]);
  });

  it("and a value that is computed", () => {
    expect(found(made("varchar(20)"), change("text", " USING upper(b)"))).toEqual([
      "changing-column-type 1:28",
    ]);
  });

  it("follows renames, additions and earlier changes", () => {
    const renamed = "-- pgstack-lint-ignore renaming-table, renaming-column: in a test\nALTER TABLE";
    expect(
      found(
        "CREATE TABLE old (x varchar);",
        `${renamed.replace(", renaming-column", "")} old RENAME TO a;`,
        `${renamed.replace("renaming-table, ", "")} a RENAME x TO b;`,
        change("text"),
        "ALTER TABLE a ADD COLUMN d numeric(4, 1);",
        "ALTER TABLE a ALTER COLUMN d TYPE numeric(5, 1);",
        "ALTER TABLE a ALTER COLUMN d TYPE numeric(4, 1);",
      ),
    ).toEqual(["changing-column-type 1:28"]);
  });
});

describe("rechecking-constraint knows which CHECK reads the column", () => {
  const table = "CREATE TABLE a (b numeric(4, 1), c text, CONSTRAINT k CHECK (b > 0 AND c <> ''));";
  const text = "ALTER TABLE a\n  ALTER COLUMN c SET DEFAULT 'x',\n  ALTER COLUMN b TYPE numeric(6, 1);";

  it("says which, and how to go about it", () => {
    expect(lintTexts([table, text]).findings).toEqual([
      {
        rule: "rechecking-constraint",
        level: "error",
        file: "shop/0002_test.up.sql",
        line: 3,
        column: 3,
        what: "column b of a changes its type, and k on it is checked again",
        why: "The type alone changes at once, but every row is checked again; until that is done, nobody can read the table or write to it.",
        mend: "Drop the constraint and add it NOT VALID in the same statement, and validate it in the migration after.",
        sql: [
          "ALTER TABLE a",
          "  DROP CONSTRAINT k,",
          "  ALTER COLUMN b TYPE numeric(6, 1),",
          "  ADD CONSTRAINT k CHECK (...) NOT VALID;",
          "-- in the next migration:",
          "ALTER TABLE a VALIDATE CONSTRAINT k;",
        ].join("\n"),
      },
    ]);
    const allowed = `-- pgstack-lint-ignore rechecking-constraint: a small table\n${text}`;
    expect(lintTexts([table, allowed])).toMatchObject({
      findings: [],
      suppressed: [{ reason: "a small table" }],
    });
  });

  it.each([
    [
      "the constraint is not valid",
      [
        `${table.replace(", CONSTRAINT k CHECK (b > 0 AND c <> '')", "")}`,
        "ALTER TABLE a ADD CONSTRAINT k CHECK (b > 0) NOT VALID;",
      ],
    ],
    ["it reads another column", [table.replace("b > 0", "true")]],
    ["it was dropped", [table, "ALTER TABLE a DROP CONSTRAINT k;"]],
    [
      "its column was renamed",
      [
        table,
        "-- pgstack-lint-ignore renaming-column: in a test\nALTER TABLE a RENAME b TO d;",
        "ALTER TABLE a ADD COLUMN b numeric(4, 1);",
      ],
    ],
  ])("and nothing where %s", (_why, texts) => {
    expect(found(...texts, text)).toEqual([]);
  });

  it("by the name that PostgreSQL gives it, and by its column's new one", () => {
    const made =
      "CREATE TABLE a (x numeric(4, 1) CHECK (x > 0), CHECK (x < 9), CHECK (true), CHECK (x > c), c int);";
    const renamed = "-- pgstack-lint-ignore renaming-column: in a test\nALTER TABLE a RENAME x TO b;";
    const { findings } = lintTexts([made, renamed, "ALTER TABLE a DROP CONSTRAINT a_check1;", text]);
    expect(findings.map(({ rule, what }) => [rule, what])).toEqual([
      [
        "rechecking-constraint",
        "column b of a changes its type, and a_x_check and a_x_check1 on it is checked again",
      ],
    ]);
  });
});

describe("adding-not-nullable-field knows what was validated", () => {
  const add = "ALTER TABLE a ADD CONSTRAINT c CHECK (b IS NOT NULL) NOT VALID;";
  const validate = "ALTER TABLE a VALIDATE CONSTRAINT c;";
  const set = "ALTER TABLE a ALTER COLUMN b SET NOT NULL;";

  it("lets NOT NULL be set after that", () => {
    expect(found(add, validate, set)).toEqual([]);
    expect(found(add, `${validate}\n${set}`)).toEqual([]);
    expect(found("CREATE TABLE a (b text, CHECK (b IS NOT NULL));", set)).toEqual([]);
  });

  it.each([
    [[add, set]],
    [[add, validate, "ALTER TABLE a DROP CONSTRAINT c;", set]],
    [[add.replace("b IS", "d IS"), validate, set]],
    [[add.replace("IS NOT NULL", "IS NULL"), validate, set]],
    [[add.replace("b IS NOT NULL", "b IS NOT NULL OR d"), validate, set]],
    [[add.replace("TABLE a", "TABLE x"), validate.replace("TABLE a", "TABLE x"), set]],
  ])("and not after %j", (texts) => {
    expect(found(...texts)).toEqual(["adding-not-nullable-field 1:1"]);
  });
});

describe("a table is new in the file that makes it, and in no other", () => {
  const column = "ALTER TABLE a ALTER COLUMN b SET NOT NULL;";

  it.each([
    "CREATE TABLE a (b text);",
    "CREATE TABLE IF NOT EXISTS a (b text);",
    "CREATE TABLE shop.a AS SELECT 1 AS b;",
    "SELECT 1 AS b INTO a;",
    "CREATE TABLE x (b text);\nALTER TABLE x RENAME TO a;",
  ])("%s", (make) => {
    expect(found(`${make}\n${column}`)).toEqual([]);
    expect(found(make, column)).toEqual(["adding-not-nullable-field 1:1"]);
  });

  it("IF NOT EXISTS makes none that is there", () => {
    const make = "CREATE TABLE IF NOT EXISTS a (b text);";
    expect(found(make, `${make}\n${column}`)).toEqual(["adding-not-nullable-field 2:1"]);
  });

  it("one of the same name in another schema is another", () => {
    expect(found(`CREATE TABLE app.a (b text);\n${column}`)).toEqual(["adding-not-nullable-field 2:1"]);
  });

  it("made again after DROP it is new", () => {
    const drop = "-- pgstack-lint-ignore ban-drop-table: in a test\nDROP TABLE a;";
    expect(found("CREATE TABLE a (b text);", `${drop}\nCREATE TABLE a (b text);\n${column}`)).toEqual([]);
  });
});

describe("the body of a DO in PL/pgSQL", () => {
  it("is judged, and places are right", () => {
    const text = [
      "SELECT 'ü';",
      "DO $body$",
      "DECLARE found_one boolean;",
      "BEGIN",
      "  IF EXISTS (SELECT 1 FROM customers) THEN",
      "    ALTER TABLE customers",
      "      ADD COLUMN code char(2);",
      "    DROP TABLE coupons; COMMIT;",
      "  END IF;",
      "EXCEPTION WHEN others THEN",
      "  CREATE INDEX a_idx ON a (b);",
      "END $body$;",
    ].join("\n");
    expect(found(text)).toEqual([
      "ban-char-field 7:23",
      "ban-drop-table 8:5",
      "transaction-nesting 8:25",
      "require-concurrent-index-creation 11:3",
    ]);
    const allowed = text.replace("DO $body$", "-- pgstack-lint-ignore ban-drop-table: unused\nDO $body$");
    expect(found(allowed)).not.toContain("ban-drop-table 9:5");
  });

  it("that cannot be parsed, or is another language, or is dynamic, is passed over", () => {
    expect(found("DO $$ BEGIN EXECUTE 'DROP TABLE a'; END $$;")).toEqual([]);
    expect(found("DO LANGUAGE plpython3u $$ DROP TABLE a $$;")).toEqual([]);
    expect(found("DO $$ BEGIN DROP TABLE a; IF END $$;")).toEqual([]);
    expect(found("DO 'BEGIN DROP TABLE a; END';")).toEqual(["ban-drop-table 1:11"]);
  });
});
