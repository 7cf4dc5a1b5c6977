import { describe, expect, it } from "vitest";
import { fillVariables } from "../../../operations/migrate/fill-variables.ts";

describe("fillVariables", () => {
  it("fills in every occurrence, with and without spaces, and says which it used", () => {
    expect(fillVariables("a vector({{ n }}), b vector({{n}})", { n: 384, other: "x" })).toEqual({
      sql: "a vector(384), b vector(384)",
      used: { n: 384 },
      unknown: [],
      places: [
        { at: 9, length: 7, filled: 3 },
        { at: 28, length: 5, filled: 3 },
      ],
    });
  });

  it("names an unknown variable once, with its first line, and leaves it in place", () => {
    expect(fillVariables("one\n{{ a }}\n{{ a }} {{ b }}", {})).toEqual({
      sql: "one\n{{ a }}\n{{ a }} {{ b }}",
      used: {},
      unknown: [
        { name: "a", line: 2 },
        { name: "b", line: 3 },
      ],
      places: [],
    });
  });

  it("takes no name from Object's prototype and no array literal for a variable", () => {
    const sql = "SELECT '{{1,2},{3,4}}'::int[], '{{ constructor }}'";
    expect(fillVariables(sql, {})).toEqual({
      sql,
      used: {},
      unknown: [{ name: "constructor", line: 1 }],
      places: [],
    });
  });

  it("keeps a value as it is, dollar signs too", () => {
    expect(fillVariables("{{ body }}", { body: "$& $1" }).sql).toBe("$& $1");
  });
});
