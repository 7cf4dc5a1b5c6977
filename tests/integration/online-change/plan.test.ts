import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { columnPath } from "../../../operations/online-change/column-path.ts";
import { planRename } from "../../../operations/online-change/plan-rename.ts";
import { planToText } from "../../../operations/online-change/plan-to-text.ts";
import { type EmbeddedServer, embeddedServer } from "../embedded-server.ts";

let server: EmbeddedServer;
const rename = (column: string, to = "fresh") => planRename(server.client, columnPath(column), to);
const toText = (column: string, length?: number) => planToText(server.client, columnPath(column), length);
const sql = (text: string) => server.client.query(text);

beforeAll(async () => {
  server = await embeddedServer();
});
afterAll(() => server.stop());
beforeEach(async () => {
  await sql(`DROP SCHEMA IF EXISTS shop CASCADE; CREATE SCHEMA shop;
    CREATE TABLE shop.a (id integer, name varchar(20), note varchar, twice integer GENERATED ALWAYS AS (id * 2) STORED)`);
});

describe("what a rename cannot be planned for", () => {
  it.each([
    ["shop.a.twice", "fresh", "shop.a.twice: it is a generated column, which no client writes"],
    ["shop.a.name", "id", "shop.a.name: the table has a column id already"],
    [
      "shop.a.name",
      "name",
      "shop.a.name: the table has a column name already\n  Give another name than it has.",
    ],
    ["shop.a.none", "fresh", "shop.a.none: the database has no such column"],
    ["shop.a.name", "x".repeat(64), `"${"x".repeat(64)}" cannot be a column's name`],
    ["shop.parts.id", "fresh", "shop.parts.id: shop.parts is partitioned, of which the steps are not made"],
    ["shop.part.id", "fresh", "shop.part.id: shop.part is a partition, of which the steps are not made"],
    ["shop.child.id", "fresh", "shop.child.id: shop.child inherits, or is inherited from, of which"],
    ["shop.seen.id", "fresh", "shop.seen.id: shop.seen is no table, of which the steps are not made"],
  ])("%s to %s", async (column, to, message) => {
    await sql(`CREATE TABLE shop.parts (id integer) PARTITION BY LIST (id);
      CREATE TABLE shop.part PARTITION OF shop.parts FOR VALUES IN (1);
      CREATE TABLE shop.parent (id integer);
      CREATE TABLE shop.child () INHERITS (shop.parent);
      CREATE VIEW shop.seen AS SELECT id FROM shop.a`);
    await expect(rename(column, to)).rejects.toThrow(message);
  });
});

describe("what a rename does not see to", () => {
  it("is said", async () => {
    await sql(`CREATE FUNCTION shop.lower_name() RETURNS trigger LANGUAGE plpgsql AS
        'BEGIN NEW.name := lower(NEW.name); RETURN NEW; END';
      CREATE FUNCTION shop.renamed() RETURNS integer LANGUAGE sql AS 'SELECT 1';
      CREATE TRIGGER low BEFORE INSERT OR UPDATE ON shop.a FOR EACH ROW EXECUTE FUNCTION shop.lower_name();
      CREATE TRIGGER after_all AFTER UPDATE ON shop.a EXECUTE FUNCTION shop.lower_name();
      CREATE TRIGGER of_note AFTER UPDATE OF note ON shop.a EXECUTE FUNCTION shop.lower_name()`);
    expect((await rename("shop.a.name")).warnings).toEqual([
      "Triggers that run before a row is written see the name the client used alone: low.",
      "The backfill updates every row, which sets off after_all and low.",
      "Functions with name in their text have to say fresh before the drop: shop.lower_name().",
    ]);
  });
});

describe("what text cannot be planned for", () => {
  it.each([
    ["shop.a.id", undefined, "shop.a.id: it is integer, no varchar"],
    ["shop.a.note", undefined, "shop.a.note: its type has no length\n  Give one: --max-length 200."],
  ])("%s", async (column, length, message) => {
    await expect(toText(column, length)).rejects.toThrow(message);
  });

  it("is a column that something depends on by its type, and each is named", async () => {
    await sql(`CREATE VIEW shop.seen AS SELECT name FROM shop.a;
      CREATE INDEX by_lower ON shop.a (lower(name));
      CREATE INDEX by_part ON shop.a (id) WHERE name <> '';
      CREATE INDEX plain ON shop.a (name);
      ALTER TABLE shop.a ADD CONSTRAINT a_name_key UNIQUE (name), ADD CHECK (name <> '');
      CREATE TABLE shop.b (a_name varchar(20) REFERENCES shop.a (name));
      CREATE POLICY own ON shop.a USING (name = current_user)`);
    await expect(toText("shop.a.name")).rejects.toThrow(
      [
        "shop.a.name: its type cannot change while clients go on:",
        "  - constraint b_a_name_fkey on table shop.b",
        "  - index shop.by_lower",
        "  - index shop.by_part",
        "  - policy own on table shop.a",
        "  - rule _RETURN on view shop.seen",
        "  Each depends on the type. Drop them in a migration before, and make them again in one after.",
      ].join("\n"),
    );
  });

  it("takes another length, and says that rows may be longer than a shorter one", async () => {
    const plan = await toText("shop.a.name", 10);
    expect(plan.title).toBe("shop.a.name becomes text of at most 10 characters");
    expect(plan.warnings.at(-1)).toBe(
      "Rows with more than 10 characters make the last step fail: shorten them before.",
    );
    expect((await toText("shop.a.note", 200)).steps[0]?.up).toContain(
      "CHECK (length(note) <= 200) NOT VALID",
    );
  });
});
