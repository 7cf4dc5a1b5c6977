import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ComponentResource } from "@pulumi/pulumi";
import { LocalWorkspace, PulumiCommand, type Stack } from "@pulumi/pulumi/automation/index.js";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { findPulumi } from "../../cli/pulumi/find-pulumi.ts";
import { workflowTexts } from "../unit/workflows/workflow.ts";

// What the workflows make of the engine's plans and words, with the engine itself.
describe("a saved plan", () => {
  let folder: string;
  let stack: Stack;
  let names = ["one"];
  const planOf = (name: string) => join(folder, `${name}.json`);

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "pgstack-plan-"));
    const { path } = await findPulumi();
    const root = join(folder, "cli");
    // PulumiCommand looks for the program in a folder bin.
    mkdirSync(root);
    symlinkSync(dirname(path), join(root, "bin"));
    stack = await LocalWorkspace.createOrSelectStack(
      {
        stackName: "prod",
        projectName: "plans",
        program: async () => {
          for (const name of names) new ComponentResource("test:index:Thing", name, { names: names.length });
        },
      },
      {
        workDir: folder,
        pulumiCommand: await PulumiCommand.get({ root, skipVersionCheck: true }),
        envVars: {
          PULUMI_BACKEND_URL: `file://${folder}`,
          PULUMI_CONFIG_PASSPHRASE: "of-a-test",
          PULUMI_SKIP_UPDATE_CHECK: "true",
        },
      },
    );
  });
  beforeEach((context) => {
    context.skip(spawnSync("jq", ["--version"]).status !== 0, "needs jq, as GitHub's runners have it");
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** As deploy.yml asks whether there is anything to approve. */
  const changes = (plan: string) => {
    const filter = /changes=\$\(jq '(?<filter>[^']+)' plan\.json\)/.exec(workflowTexts.deploy ?? "")?.groups
      ?.filter;
    return execFileSync("jq", [filter ?? "none", plan], { encoding: "utf8" }).trim();
  };

  it("has something to approve where something would be made, and is applied", async () => {
    await stack.preview({ plan: planOf("first") });
    expect(changes(planOf("first"))).toBe("true");
    const { summary } = await stack.up({ plan: planOf("first") });
    expect(summary.result).toBe("succeeded");
  });

  it("has nothing to approve where all is there", async () => {
    await stack.preview({ plan: planOf("second") });
    expect(changes(planOf("second"))).toBe("false");
  });

  it("refuses what is not in it", async () => {
    names = ["one", "two"];
    await expect(stack.up({ plan: planOf("second") })).rejects.toThrow("create is not allowed by the plan");
  });

  it("is told apart, when there are changes, from a comparison that failed", async () => {
    const pattern = /proposed='(?<pattern>[^']+)'/.exec(workflowTexts.drift ?? "")?.groups?.pattern ?? "none";
    const saysDrift = (text: string) => {
      writeFileSync(planOf("drift.txt"), text);
      return spawnSync("grep", ["--quiet", pattern, planOf("drift.txt")]).status === 0;
    };
    const said = (run: Promise<unknown>) => run.then(() => "", String);
    expect(saysDrift(await said(stack.preview({ expectNoChanges: true })))).toBe(true);
    names = ["one", "one"];
    const failed = await said(stack.preview({ expectNoChanges: true }));
    expect(failed).not.toBe("");
    expect(saysDrift(failed)).toBe(false);
  });
});
