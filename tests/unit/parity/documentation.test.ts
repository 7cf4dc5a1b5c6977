import { expect, it } from "vitest";
import { behaviourParameters } from "../../../operations/parity/behaviour-parameters.ts";
import { parityAreas } from "../../../operations/parity/parity-item.ts";
import { between, documentation, markdownTable } from "../documentation.ts";

it("docs/parity.md has every parameter with its reason", () => {
  const rows = Object.entries(behaviourParameters).map(([name, { why }]) => [`\`${name}\``, why]);
  expect(between("parity.md", "parameters")).toBe(
    markdownTable(["parameter", "another value changes"], rows),
  );
});

it("docs/parity.md has every area", () => {
  const text = documentation("parity.md");
  for (const area of parityAreas) expect(text).toContain(`\n| ${area} | `);
});
