import { describe, expect, it } from "vitest";
import { foldName, statementHints } from "../../../embedded/gateway/statement-hints.ts";

describe("statementHints", () => {
  it("finds channels, as PostgreSQL reads their names", () => {
    expect(statementHints(`LISTEN News; listen "Two ""W"""; UNLISTEN *; unlisten x1`).channels).toEqual([
      { listen: true, channel: "news" },
      { listen: true, channel: 'Two "W"' },
      { listen: false, channel: "*" },
      { listen: false, channel: "x1" },
    ]);
  });

  it("finds a user's own parameters, and calls of set_config", () => {
    const hints = statementHints(
      "SET app.tenant = 'x'; SELECT set_config('app.user.id', $1, false); SET work_mem = 1",
    );
    expect(hints.ownParameters).toEqual(["app.tenant", "app.user.id"]);
    expect(hints.setsConfig).toBe(true);
    expect(statementHints("SET SESSION a.b TO 1")).toMatchObject({
      ownParameters: ["a.b"],
      setsConfig: false,
    });
  });

  it("finds talk of temporary tables", () => {
    for (const sql of ["CREATE TEMP TABLE x()", "create temporary view v", "SELECT 1 INTO pg_temp.x"]) {
      expect(statementHints(sql).temporary).toBe(true);
    }
    expect(statementHints("SELECT temperature FROM attempts").temporary).toBe(false);
  });

  it("finds nothing in other statements, and does not look through data", () => {
    const none = { channels: [], setsConfig: false, ownParameters: [], temporary: false };
    expect(statementHints("SELECT * FROM orders")).toEqual(none);
    expect(statementHints(`LISTEN x; ${" ".repeat(70_000)}`)).toEqual(none);
  });
});

describe("foldName", () => {
  it("folds what is not quoted", () => {
    expect([foldName("ABC"), foldName('"ABC"'), foldName('"a""b"')]).toEqual(["abc", "ABC", 'a"b']);
  });
});
