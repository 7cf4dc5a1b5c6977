import { Command } from "commander";
import { afterEach, describe, expect, it, vi } from "vitest";
import { registerControls } from "../../../cli/commands/controls.ts";
import { allRules } from "../../../policy/all-rules.ts";
import type { Exceptions } from "../../../policy/exceptions.ts";
import type { Plan } from "../../../policy/planned-resource.ts";
import { types } from "../../../policy/resource-types.ts";
import { planOf, resource } from "../../policy/planned.ts";

const key = (rotated: boolean) =>
  resource(types.key, "server-key", { enableKeyRotation: rotated, policy: '{"Statement":[]}' });

/** Runs `pgstack controls` on a plan: what it prints, what it ends with and which stack it asks for. */
async function run(plan: Plan, exceptions: Exceptions, ...argv: readonly string[]) {
  const printed: string[] = [];
  const asked: string[] = [];
  vi.spyOn(process.stdout, "write").mockImplementation((text) => printed.push(String(text)) > 0);
  const program = new Command("pgstack").exitOverride().configureOutput({ writeErr: () => undefined });
  registerControls(program, {
    planOf: async (stack) => {
      asked.push(stack);
      return plan;
    },
    exceptionsOf: () => exceptions,
  });
  await program.parseAsync(["controls", ...argv], { from: "user" });
  vi.restoreAllMocks();
  return { output: printed.join(""), exitCode: process.exitCode, asked };
}

describe("pgstack controls", () => {
  const before = process.exitCode;
  afterEach(() => {
    vi.restoreAllMocks();
    process.exitCode = before;
  });

  it("looks at prod, and ends well when all mandatory rules hold", async () => {
    const { output, exitCode, asked } = await run(planOf(key(true)), {});
    expect(asked).toEqual(["prod"]);
    expect(exitCode).toBe(before);
    expect(output).toMatch(/\nStack prod holds to every mandatory rule, as far as it is known\.\n$/);
  });

  it("ends with 1 when one does not", async () => {
    const { output, exitCode } = await run(planOf(key(false)), {}, "--stack", "prod");
    expect(exitCode).toBe(1);
    expect(output).toMatch(/\nTo be mended before stack prod is deployed: 1 mandatory rule\.\n$/);
  });

  it("ends with 1 for an exception that nothing needs", async () => {
    const { output, exitCode } = await run(planOf(key(true)), { CKV_AWS_7: "keys are rotated by hand" });
    expect(exitCode).toBe(1);
    expect(output).toMatch(/\nTo be mended before stack prod is deployed: 1 exception\.\n$/);
  });

  it("prints JSON with each finding", async () => {
    const { output } = await run(planOf(key(false)), { CKV_AWS_7: "keys are rotated by hand" }, "--json");
    const report = JSON.parse(output);
    expect(Object.keys(report)).toEqual([
      "stack",
      "failed",
      "totals",
      "rules",
      "exceptionFaults",
      "controlsWithoutRule",
    ]);
    expect(report).toMatchObject({
      stack: "prod",
      failed: false,
      totals: { pass: 2, fail: 0, unknown: 0, excepted: 1, "not-applicable": allRules.length - 3 },
    });
    expect(report.rules.find(({ id }: { id: string }) => id === "kms-key-require-rotation")).toEqual({
      id: "kms-key-require-rotation",
      title: "Keys are rotated every year",
      severity: "mandatory",
      controls: [
        { source: "Security Hub", id: "KMS.4" },
        { source: "Checkov", id: "CKV_AWS_7" },
      ],
      status: "excepted",
      findings: [
        {
          urn: "urn:pulumi:prod::pgstack::aws:kms/key:Key::server-key",
          type: "aws:kms/key:Key",
          name: "server-key",
          status: "excepted",
          reason: "enableKeyRotation is false, not true",
          mend: "Set enableKeyRotation to true.",
          exception: "keys are rotated by hand",
        },
      ],
    });
  });

  it("refuses what it does not know", async () => {
    await expect(run(planOf(), {}, "--what")).rejects.toMatchObject({ code: "commander.unknownOption" });
  });
});
