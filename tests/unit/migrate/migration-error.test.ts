import { describe, expect, it } from "vitest";
import { UserError } from "../../../errors/user-error.ts";
import { lineAt, migrationError } from "../../../operations/migrate/migration-error.ts";

describe("lineAt", () => {
  it.each([
    ["SELECT", 1, 1],
    ["a\nb\nc", 3, 2],
    ["a\nb\nc", 5, 3],
    // Two UTF-16 units each, one character for the server.
    ["'😀😀😀'\nx\ny", 7, 2],
  ])("%j at %i is line %i", (sql, position, line) => {
    expect(lineAt(sql, position)).toBe(line);
  });
});

describe("migrationError", () => {
  const script = { file: "shop/0001_a.up.sql", sql: "SELECT 1;\nSELEC 2;" };
  const server = (fields: object) =>
    Object.assign(new Error("syntax error"), { severity: "ERROR", code: "42601", ...fields });

  it("names file, line, the server's message and its hint", () => {
    const error = migrationError(server({ position: "11", hint: "Look closer." }), script);
    expect(error).toEqual(
      new UserError("syntax error (Look closer.)", {
        where: "shop/0001_a.up.sql:2",
        mend: "Nothing of this migration was kept; those before it stay applied. Mend what the server names, then run again.",
      }),
    );
  });

  it("leaves the line out where the server gives none, and says what a file without a transaction may leave", () => {
    const sql = "-- no-transaction\nVACUUM";
    expect(migrationError(server({}), { file: "shop/0001_a.up.sql", sql })).toEqual(
      new UserError("syntax error", {
        where: "shop/0001_a.up.sql",
        mend: "It ran without a transaction: see what it left behind. Such a file holds exactly one statement, safe to run twice.",
      }),
    );
  });

  it("leaves what is no error of the server's as it is", () => {
    const lost = new Error("Connection terminated");
    expect(migrationError(lost, script)).toBe(lost);
  });
});
