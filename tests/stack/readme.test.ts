import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Checkout } from "./checkout.ts";
import { shellCommands } from "./shell-commands.ts";

describe("the README", () => {
  let checkout: Checkout;
  beforeAll(() => {
    checkout = new Checkout();
  });
  afterAll(() => checkout[Symbol.asyncDispose]());

  it("has commands that work, in the order they stand", async () => {
    const readme = checkout.read("README.md");
    const found = shellCommands(readme);
    expect(found.length).toBeGreaterThanOrEqual(12);
    for (const [at, command] of found.entries()) {
      // The tests that are running would run themselves; CI runs the other two beside this.
      if (/^npm (test|run (preflight|soak|bench))$/.test(command)) {
        expect(Object.keys(JSON.parse(checkout.read("package.json")).scripts)).toContain(
          command.split(" ").at(-1),
        );
        continue;
      }
      const { code, stderr } = await checkout.run("sh", ["-c", command]);
      if (at === 0) expect(made(shownUp(readme))).toEqual(made(stderr));
      expect({ command, code, stderr: code === 0 ? "" : stderr }).toEqual({ command, code: 0, stderr: "" });
    }
  });

  it("shows what `up` prints", async () => {
    const shown = shownUp(checkout.read("README.md"));
    const { stdout, stderr } = await checkout.mustRun("up");
    expect(normal(shown)).toBe(normal(stderr + stdout));
  });
});

function shownUp(readme: string): string {
  return /<!-- up-output -->\n```text\n(?<text>[^`]*)```/.exec(readme)?.groups?.text ?? "";
}

/** The resources that were made, with their types; the order in which the server finishes them is by chance. */
function made(text: string): string[] {
  return [...text.matchAll(/^ {2}\+ (\S+ +\S+)|^(\d+ created) in/gm)]
    .map(([, one, all]) => one ?? all ?? "")
    .sort();
}

/**
 * Times, ports and the order in which the server happens to finish are not the README's to say, nor which server and
 * which Pulumi CLI a machine has.
 */
function normal(text: string): string {
  return text
    .replaceAll(/\d+(\.\d+)? s\b/g, "<time>")
    .replaceAll(/(?<=127\.0\.0\.1:|-p )\d+/g, "<port>")
    .replace(
      /^PostgreSQL \d+, [a-z]+, (?=at )(?<where>.*)\n {2}.*$/m,
      "PostgreSQL <n>, <kind>, $<where>\n  <reason>",
    )
    .replace(/^ {2}it has \d+ limits? that .*\n/m, "")
    .replace(/^ {2}Pulumi CLI \S+, .*$/m, "  Pulumi CLI <version>, <source>")
    .split("\n")
    .filter((line) => !/^ {2}[+~] /.test(line))
    .map((line) => line.replace(/^\d+ created in|^nothing changed in/, "<changes>").trimEnd())
    .filter((line, at, lines) => line !== "" || lines[at - 1] !== "")
    .join("\n")
    .trim();
}
