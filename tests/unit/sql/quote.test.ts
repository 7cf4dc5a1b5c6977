import { describe, expect, it } from "vitest";
import { quoteLiteral, quoteName, quoteQualified } from "../../../sql/quote.ts";

describe("quoting", () => {
  it.each([
    ["orders", '"orders"'],
    ['a"b', '"a""b"'],
    ["Mixed Case", '"Mixed Case"'],
    ["select", '"select"'],
  ])("quotes the name %s", (name, quoted) => {
    expect(quoteName(name)).toBe(quoted);
  });

  it("refuses names PostgreSQL cannot have", () => {
    expect(() => quoteName("")).toThrow(RangeError);
    expect(() => quoteName("a\0b")).toThrow(RangeError);
  });

  it("quotes a name with its schema", () => {
    expect(quoteQualified("s", 't"')).toBe('"s"."t"""');
  });

  it.each([
    ["plain", "'plain'"],
    ["it's", "'it''s'"],
    ["back\\slash", " E'back\\\\slash'"],
    ["'; DROP TABLE x; --", "'''; DROP TABLE x; --'"],
  ])("quotes the constant %s", (text, quoted) => {
    expect(quoteLiteral(text)).toBe(quoted);
  });
});
