import { describe, expect, it } from "vitest";
import { checkStackName, environmentOf } from "../../../settings/stack-name.ts";
import { messageOf } from "./message-of.ts";

const rule = "\n  Use letters, digits, hyphens, underscores and periods, such as dev or dev-anna.";

describe("environmentOf", () => {
  it("is prod for the stack prod alone", () => {
    expect(["prod", "dev", "dev2", "production", "prod2"].map(environmentOf)).toEqual([
      "prod",
      "dev",
      "dev",
      "dev",
      "dev",
    ]);
  });
});

describe("checkStackName", () => {
  it.each(["dev", "prod", "dev-anna", "dev_2", "1.x", ".hidden", "production", "x".repeat(100)])(
    "takes %s",
    (stack) => {
      expect(() => checkStackName(stack)).not.toThrow();
    },
  );

  it.each([
    ["", `stack "": the name is empty${rule}`],
    ["my dev", `stack "my dev": the name has a space in it${rule}`],
    ["a/b", `stack a/b: the name has "/" in it${rule}`],
    ["dév", `stack "dév": the name has "é" in it${rule}`],
    ["a\nb", `stack "a\\nb": the name has "\\n" in it${rule}`],
    ["..", `stack ..: the name is dots alone, which is a folder${rule}`],
    ["x".repeat(101), `stack ${"x".repeat(101)}: the name has 101 characters, and Pulumi takes 100${rule}`],
    [
      "Prod",
      "stack Prod: the production stack is written prod\n  Write prod, or use a name that is no spelling of it.",
    ],
  ])("refuses %j", (stack, message) => {
    expect(messageOf(() => checkStackName(stack))).toBe(message);
  });
});
