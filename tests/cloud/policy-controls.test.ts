import { execFileSync } from "node:child_process";
import { beforeEach, describe, expect, it } from "vitest";
import { allRules } from "../../policy/all-rules.ts";
import { controlsWithoutRule } from "../../policy/controls-without-rule.ts";
import { actionsWithoutResources } from "../../policy/reading/actions-without-resources.ts";
import { needsPythonTool, pythonTool } from "./needs-python-tool.ts";

/** Types of resources that each of Checkov's checks for Terraform looks at. */
function checkovChecks(): Map<string, string[]> {
  const list = execFileSync(pythonTool("checkov"), ["--list", "--framework", "terraform"], {
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const rows = list.split("\n").map((line) => line.split("|").map((cell) => cell.trim()));
  const ofChecks = rows.filter(([, , id = ""]) => /^CKV2?_AWS_/.test(id));
  return new Map(
    [...Map.groupBy(ofChecks, ([, , id = ""]) => id)].map(([id, of]) => [id, of.map((row) => row[4] ?? "")]),
  );
}

/** The actions among those named that IAM can limit to a resource, by the tables that Checkov judges with. */
function limitable(actions: readonly string[]): string[] {
  const program = `
import json, sys
from policy_sentry.querying.actions import get_action_data
def limitable(action):
    service, name = action.split(":")
    found = get_action_data(service, name)
    return not found or any(row["resource_arn_format"] != "*" for row in found[service])
print(json.dumps([action for action in json.load(sys.stdin) if limitable(action)]))`;
  const answer = execFileSync(pythonTool("python"), ["-c", program], {
    input: JSON.stringify(actions),
    encoding: "utf8",
  });
  return JSON.parse(answer) as string[];
}

describe("the rules, beside Checkov", () => {
  beforeEach((context) => needsPythonTool(context, "checkov"));

  it("name checks that there are, of resources that they look at", () => {
    const checks = checkovChecks();
    const ours = [...allRules.flatMap(({ controls }) => controls), ...controlsWithoutRule];
    const ids = ours.filter(({ source }) => source === "Checkov").map(({ id }) => id);
    expect(ids.length).toBeGreaterThan(90);
    expect(ids.filter((id) => !checks.has(id))).toEqual([]);
    // The rule looks at what the check looks at, for a few whose resource says most.
    expect(checks.get("CKV_AWS_16")).toEqual(["aws_db_instance"]);
    expect(checks.get("CKV_AWS_327")).toEqual(["aws_rds_cluster"]);
    expect(checks.get("CKV_AWS_245")).toEqual(["aws_db_instance_automated_backups_replication"]);
  });

  it("let pass on every resource those actions alone that cannot be limited to one", () => {
    const actions = Object.entries(actionsWithoutResources).flatMap(([service, names]) =>
      names.map((name) => `${service}:${name}`),
    );
    expect(actions.length).toBeGreaterThan(80);
    expect(limitable(actions)).toEqual([]);
    expect(limitable(["kms:Decrypt", "ec2:CreateNetworkInterface"])).toEqual([
      "kms:Decrypt",
      "ec2:CreateNetworkInterface",
    ]);
  });
});
