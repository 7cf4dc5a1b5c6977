import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { allRules } from "../../policy/all-rules.ts";
import type { Finding } from "../../policy/finding.ts";
import { projectRoot } from "../../settings/paths.ts";
import { allCases } from "./cases/all-cases.ts";
import type { RuleCase } from "./cases/rule-cases.ts";
import { planOf } from "./planned.ts";

const said = ({ resource, status, reason }: Finding) => `${resource?.name ?? "plan"} ${status}: ${reason}`;

describe.each(allRules.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
  const cases = allCases[id];
  const judge = ({ plan }: RuleCase) => rule.check(planOf(...plan));
  const each = cases === undefined ? [] : Object.entries({ ...cases, ...cases.also, also: undefined });

  it.each(each.filter((one): one is [string, RuleCase] => one[1] !== undefined))("%s", (_, one) => {
    expect(judge(one).map(said)).toEqual(one.says);
  });

  it("has a case that passes, one that fails and one that is not known", () => {
    const statuses = (one: RuleCase | undefined) =>
      one === undefined ? [] : judge(one).map(({ status }) => status);
    expect(statuses(cases?.pass)).toContain("pass");
    expect(statuses(cases?.pass)).not.toContain("fail");
    expect(statuses(cases?.pass)).not.toContain("unknown");
    expect(statuses(cases?.fail)).toContain("fail");
    expect(statuses(cases?.unknown)).toContain("unknown");
    expect(statuses(cases?.unknown)).not.toContain("fail");
    expect(statuses(cases?.unknown)).not.toContain("pass");
  });

  it("says what to do about a failure", () => {
    const failures = cases === undefined ? [] : judge(cases.fail).filter(({ status }) => status === "fail");
    for (const { mend } of failures) expect(mend).toMatch(/^[A-Z].*\.$/);
  });

  it("says that it has nothing to look at in an empty plan", () => {
    const findings = rule.check(planOf());
    expect(findings.map(({ status }) => status)).toEqual(["not-applicable"]);
  });
});

describe("the rules", () => {
  const files = readdirSync(join(projectRoot, "policy/rules"), { recursive: true, encoding: "utf8" }).filter(
    (name) => name.endsWith(".ts"),
  );

  it("are all there, each in the file of its name in the folder of its service", () => {
    const expected = files.map((file) => file.replace(/^.*\/|\.ts$/g, "")).sort();
    expect(allRules.map(({ id }) => id).sort()).toEqual(expected);
    for (const file of files) expect(file.split("/")[1]).toMatch(new RegExp(`^${file.split("/")[0]}-`));
  });

  it("have a case each, and no case is of no rule", () => {
    expect(Object.keys(allCases).sort()).toEqual(allRules.map(({ id }) => id).sort());
  });

  it("have ids and titles of their own", () => {
    expect(new Set(allRules.map(({ id }) => id)).size).toBe(allRules.length);
    expect(new Set(allRules.map(({ title }) => title)).size).toBe(allRules.length);
  });

  it("are named service, resource, action and what", () => {
    for (const { id } of allRules) expect(id).toMatch(/^[a-z0-9]+-[a-z-]+-(require|deny)-[a-z0-9-]+$/);
  });
});
