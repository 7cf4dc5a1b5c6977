import { describe, expect, it } from "vitest";
import { commandLine } from "../../../cli/main.ts";
import { documentation } from "../documentation.ts";
import { workflowTexts } from "../workflows/workflow.ts";

describe("docs/pull-requests.md", () => {
  const text = documentation("pull-requests.md");

  it("has every variable and secret that a workflow reads", () => {
    const used = Object.values(workflowTexts).flatMap((workflow) =>
      [...workflow.matchAll(/\b(?:vars|secrets)\.(?<name>[A-Z_]+)/g)].map(({ groups }) => groups?.name ?? ""),
    );
    const names = [...new Set(used)];
    expect(names.length).toBeGreaterThan(8);
    expect(names.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });

  it("has every workflow of ours", () => {
    for (const name of ["preview", "deploy", "drift", "smoke"]) {
      expect(workflowTexts[name]).toBeDefined();
      expect(text).toContain(`| \`${name}\` |`);
    }
  });
});

describe("examples of", () => {
  it.each(["cost.md", "parity.md", "pull-requests.md"])(
    "docs/%s name verbs and options that there are",
    (page) => {
      const program = commandLine();
      const examples = [...documentation(page).matchAll(/pgstack (?<verb>[a-z]+)(?<rest>(?: [^\n`]*)?)/g)];
      expect(examples.length).toBeGreaterThan(3);
      for (const { groups } of examples) {
        const verb = program.commands.find((command) => command.name() === groups?.verb);
        expect(verb, groups?.verb).toBeDefined();
        const known = [...(verb?.options.map(({ long }) => long) ?? []), "--help"];
        const named = [...(groups?.rest ?? "").matchAll(/--[a-z-]+/g)].map(([option]) => option);
        for (const option of named) expect(known, groups?.verb).toContain(option);
      }
    },
  );
});
