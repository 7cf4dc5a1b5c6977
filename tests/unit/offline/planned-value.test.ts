import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { plannedFields, plannedValue, wire } from "../../../cli/offline/planned-value.ts";
import { projectRoot } from "../../../settings/paths.ts";

const marked = (kind: string, rest: object) => ({ [wire.kind]: kind, ...rest });

describe("a value of the engine's, in a plan", () => {
  it.each([
    ["a text", "17", "17"],
    ["nothing", null, null],
    ["a number in a list", [1, true], [1, true]],
    ["a path in the project", join(projectRoot, "tls/ca.crt"), "tls/ca.crt"],
    ["what is not known", wire.unknown, "(unknown)"],
    ["what is not known in a text", `a-${wire.unknown}`, "a-(unknown)"],
    ["what is not known in a list", ["a", wire.unknown], ["a", "(unknown)"]],
    ["a secret", marked(wire.secret, { value: "deep" }), "(secret)"],
    ["a secret that is not known", marked(wire.secret, { value: wire.unknown }), "(secret)"],
    [
      "a secret in an object",
      { a: { b: marked(wire.secret, { value: { c: "deep" } }) } },
      { a: { b: "(secret)" } },
    ],
    ["an output", marked(wire.output, { value: 5 }), 5],
    ["an output that is not known", marked(wire.output, {}), "(unknown)"],
    ["a secret output", marked(wire.output, { value: "deep", secret: true }), "(secret)"],
    ["a resource", marked(wire.resource, { urn: "urn:a", id: wire.unknown }), "(unknown)"],
    ["a component", marked(wire.resource, { urn: "urn:a" }), "urn:a"],
    ["a file", marked(wire.asset, { path: "./rotate.mjs" }), { path: "./rotate.mjs" }],
    [
      "a file of the project",
      marked(wire.asset, { path: join(projectRoot, "components/rotate.mjs") }),
      { path: "components/rotate.mjs" },
    ],
    [
      "an archive",
      marked(wire.archive, { assets: { "index.mjs": marked(wire.asset, { text: "x" }) } }),
      { assets: { "index.mjs": { text: "x" } } },
    ],
  ])("%s", (_what, value, planned) => {
    expect(plannedValue(value)).toEqual(planned);
  });

  it("has its fields in order", () => {
    expect(Object.keys(plannedFields({ b: 1, a: 2, B: 3 }))).toEqual(["B", "a", "b"]);
  });

  it("is refused where its kind is not known", () => {
    expect(() => plannedValue(marked("f00", {}))).toThrow("a value of a kind that is not known: f00");
  });
});
