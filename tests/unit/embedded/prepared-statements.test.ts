import { describe, expect, it } from "vitest";
import { PreparedStatements, type PresentStatements } from "../../../embedded/gateway/prepared-statements.ts";
import type { FrontendUnit } from "../../../embedded/wire/frontend-reader.ts";
import { message, query } from "../../../embedded/wire/message.ts";

const unit = (bytes: Buffer): FrontendUnit => ({ type: bytes[0] ?? 0, bytes, missing: 0 });
const parse = (name: string, sql: string) => unit(message("P", `${name}\0${sql}\0\0\0`));
const bind = (name: string) => unit(message("B", `\0${name}\0\0\0\0\0\0\0`));
const close = (name: string) => unit(message("C", `S${name}\0`));

const nothing = (): PresentStatements => ({ names: new Set(), unnamed: undefined });
const sent = (statements: PreparedStatements, given: FrontendUnit) =>
  statements
    .rewrite(given)
    .messages.map((bytes) => Buffer.from(bytes).toString("latin1").replaceAll("\0", "."));

describe("PreparedStatements", () => {
  it("prefixes names, in every message that has one", () => {
    const statements = new PreparedStatements(7, nothing());
    expect(sent(statements, parse("a", "SELECT 1"))[0]).toContain("pgstack_7/a.SELECT 1.");
    statements.answered();
    expect(sent(statements, bind("a"))).toEqual([expect.stringContaining(".pgstack_7/a.")]);
    expect(sent(statements, unit(message("D", "Sa\0")))[0]).toContain("Spgstack_7/a.");
    expect(sent(statements, close("a"))[0]).toContain("Spgstack_7/a.");
  });

  it("leaves the unnamed statement and portals as they are", () => {
    const statements = new PreparedStatements(7, nothing());
    for (const given of [
      parse("", "SELECT 1"),
      bind(""),
      unit(message("D", "Pname\0")),
      unit(message("C", "Pname\0")),
    ]) {
      expect(statements.rewrite(given).messages.map((bytes) => Buffer.from(bytes))).toEqual([
        Buffer.from(given.bytes),
      ]);
    }
  });

  it("leaves the bytes of a statement as they are, whatever their encoding", () => {
    const latin1 = Buffer.from("SELECT '\xe9'\0\0\0", "latin1");
    const { messages } = new PreparedStatements(1, nothing()).rewrite(unit(message("P", "a\0", latin1)));
    expect(Buffer.from(messages[0] ?? []).subarray(-latin1.length)).toEqual(latin1);
  });

  it("prepares again what another connection's DISCARD ALL took along, without the client hearing of it", () => {
    const present = nothing();
    const [mine, other] = [new PreparedStatements(1, present), new PreparedStatements(2, present)];
    mine.rewrite(parse("a", "SELECT 1"));
    expect(mine.answered()).toBe(true);
    other.allGone();
    expect(sent(mine, bind("a"))).toEqual([expect.stringMatching(/^P/), expect.stringMatching(/^B/)]);
    expect(mine.answered()).toBe(false);
    expect(sent(mine, bind("a"))).toEqual([expect.stringMatching(/^B/)]);
  });

  it("does not know a statement whose Parse failed, and keeps the one before it", () => {
    const statements = new PreparedStatements(1, nothing());
    statements.rewrite(parse("a", "SELECT 1"));
    statements.answered();
    statements.rewrite(parse("a", "broken"));
    statements.failed();
    expect(statements.left()).toEqual(["pgstack_1/a"]);
  });

  it("forgets what was closed, by the protocol and by SQL", () => {
    const statements = new PreparedStatements(1, nothing());
    for (const name of ["a", "B"]) {
      statements.rewrite(parse(name, "SELECT 1"));
      statements.answered();
    }
    statements.rewrite(close("a"));
    statements.answered();
    expect(sent(statements, unit(query('DEALLOCATE PREPARE "B";')))[0]).toContain('DEALLOCATE "pgstack_1/B"');
    expect(statements.left()).toEqual([]);
  });

  it("leaves DEALLOCATE of what SQL prepared alone", () => {
    const statements = new PreparedStatements(1, nothing());
    expect(sent(statements, unit(query("DEALLOCATE plan")))[0]).toContain("DEALLOCATE plan.");
  });

  it("shortens names that PostgreSQL would cut off", () => {
    const statements = new PreparedStatements(1, nothing());
    const names = ["a", "b"].map((last) => {
      statements.rewrite(parse("n".repeat(60) + last, "SELECT 1"));
      statements.answered();
      return last;
    });
    const left = statements.left();
    expect(new Set(left).size).toBe(names.length);
    expect(left.every((name) => name.length <= 63)).toBe(true);
  });
});
