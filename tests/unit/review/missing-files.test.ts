import { afterEach, expect, it, vi } from "vitest";
import { review } from "../../../cli/stack/review/review.ts";

afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

it("stands against a change whose plan and controls were asked for and are not there", () => {
  let printed = "";
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    printed += text;
    return true;
  });
  const files = { plan: "/nowhere/plan.json", controls: "/nowhere/controls.json" };
  const before = { planBefore: "/nowhere/before.json", costBefore: "/nowhere/cost.json" };
  review({ dev: "dev", prod: "prod", server: "docker", preview: {}, ...files, ...before });
  expect(printed.split("\n")[2]).toBe("## pgstack: the plan is missing, the controls are missing");
  expect(process.exitCode).toBe(1);
});
