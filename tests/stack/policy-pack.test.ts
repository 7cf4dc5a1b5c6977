import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { projectRoot } from "../../settings/paths.ts";
import { needsLanguageHost } from "./needs-language-host.ts";

const stack = "urn:pulumi:prod::pgstack::pulumi:pulumi:Stack::pgstack-prod";
const provider = "urn:pulumi:prod::pgstack::pulumi:providers:aws::default";

/** A state with a group of logs, as `pulumi stack export` writes it. */
const state = (outputs: object) => ({
  version: 3,
  deployment: {
    manifest: { time: "2026-11-28T00:00:00Z", magic: "", version: "v3.259.0" },
    resources: [
      { urn: stack, custom: false, type: "pulumi:pulumi:Stack" },
      { urn: provider, custom: true, id: "p1", type: "pulumi:providers:aws" },
      {
        urn: "urn:pulumi:prod::pgstack::aws:cloudwatch/logGroup:LogGroup::server-log",
        custom: true,
        id: "server-log",
        type: "aws:cloudwatch/logGroup:LogGroup",
        inputs: outputs,
        outputs,
        parent: stack,
        provider: `${provider}::p1`,
      },
    ],
  },
});

describe("the policy pack, run by plain pulumi", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "pgstack-policy-"));
  });
  beforeEach(needsLanguageHost);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function analyze(outputs: object) {
    writeFileSync(join(folder, "state.json"), JSON.stringify(state(outputs)));
    const pack = join(projectRoot, "policy");
    const { status, stdout } = spawnSync(
      "pulumi",
      ["policy", "analyze", "--file", "state.json", "--policy-pack", pack, "--color", "never"],
      {
        cwd: folder,
        encoding: "utf8",
        env: {
          ...process.env,
          HOME: folder,
          PULUMI_SKIP_UPDATE_CHECK: "true",
          // The language host runs the pack with the node that it finds first.
          PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}`,
        },
      },
    );
    return { status, stdout };
  }

  it("refuses a state that breaks a mandatory rule, and says what to do", () => {
    const { status, stdout } = analyze({
      retentionInDays: 30,
      kmsKeyId: "arn:aws:kms:us-east-1:123456789012:key/1",
    });
    expect(stdout).toContain("[mandatory]  logs-group-require-year  (aws:cloudwatch:LogGroup: server-log)");
    expect(stdout).toContain(
      "server-log: retentionInDays is 30, not 365 days or more. Set pgstack:logRetention to 365.",
    );
    expect(stdout.match(/\[mandatory\]/g)).toHaveLength(1);
    expect(status).not.toBe(0);
  });

  it("takes one that holds to all of them", () => {
    const { status, stdout } = analyze({
      retentionInDays: 365,
      kmsKeyId: "arn:aws:kms:us-east-1:123456789012:key/1",
    });
    expect(stdout).not.toMatch(/\[mandatory\]|\[advisory\]/);
    expect(status).toBe(0);
  });
});
