import { describe, expect, it } from "vitest";
import { hideValues } from "../../../sql/session/hide-values.ts";

describe("hideValues", () => {
  it.each([
    ["SELECT * FROM app.orders WHERE id = $1", "SELECT * FROM app.orders WHERE id = $1"],
    ["ALTER ROLE app PASSWORD 'secret'", "ALTER ROLE app PASSWORD …"],
    ["SELECT 'it''s secret', note FROM t", "SELECT …, note FROM t"],
    ["SELECT '', ''''", "SELECT …, …"],
    [String.raw`SELECT E'a\'secret', e'\\', note`, "SELECT …, …, note"],
    ["SELECT 'C:\\secret', note", "SELECT …, note"],
    ["SELECT N'secret', B'01', x'1F', U&'secret', note", "SELECT …, …, …, …, note"],
    ["DO $$ BEGIN 'secret' $$; COMMIT", "DO …; COMMIT"],
    ["DO $a$ secret $$ it's $b$ secret $a$; COMMIT", "DO …; COMMIT"],
    ["INSERT INTO t VALUES (1, -2.5, 1e-5, .5, 0xFF, 1_000)", "INSERT INTO t VALUES (…, -…, …, …, …, …)"],
    [
      'SELECT t1.a$b$, "it\'s 1", "a""b" FROM t2 AS grün1',
      'SELECT t1.a$b$, "it\'s 1", "a""b" FROM t2 AS grün1',
    ],
    ["SELECT type'secret', e 'secret'", "SELECT type…, e …"],
    ["/* don't */ SELECT 'secret' -- it's\n, note", "  SELECT …  \n, note"],
    ["BEGIN; LOCK TABLE t", "BEGIN; LOCK TABLE t"],
  ])("of %s is %s", (statement, shown) => {
    expect(hideValues(statement)).toBe(shown);
  });

  it.each([
    ["a literal", "SELECT 'secr", "SELECT …"],
    ["one that ends in a quote", "SELECT note, 'it''", "SELECT note, …"],
    ["an E literal", String.raw`SELECT E'secret\'`, "SELECT …"],
    ["a body", "DO $a$ secret $", "DO …"],
    ["a comment", "SELECT 1 /* secret", "SELECT … …"],
    ["a name", 'SELECT "secret', "SELECT …"],
  ])("hides %s that is cut off to its end", (_what, statement, shown) => {
    expect(hideValues(statement)).toBe(shown);
  });

  it.each([
    ["a backslash before a quote", String.raw`SELECT 'a\' secret', note`, "SELECT …"],
    ["a comment in a comment", "SELECT /* a /* b */ 'secret' */ note", "SELECT …"],
  ])("hides all that comes after %s, which may be read in two ways", (_what, statement, shown) => {
    expect(hideValues(statement)).toBe(shown);
  });
});
