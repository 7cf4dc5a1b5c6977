import { describe, expect, it } from "vitest";
import { evaluate } from "../../policy/evaluate.ts";
import type { Exceptions } from "../../policy/exceptions.ts";
import type { PlannedResource } from "../../policy/planned-resource.ts";
import { types } from "../../policy/resource-types.ts";
import { cloudwatchAlarmRequireActions } from "../../policy/rules/cloudwatch/cloudwatch-alarm-require-actions.ts";
import { logsGroupRequireYear } from "../../policy/rules/logs/logs-group-require-year.ts";
import { rdsInstanceRequireMultiAz } from "../../policy/rules/rds/rds-instance-require-multi-az.ts";
import { later, planOf, resource } from "./planned.ts";

const logs = (days: number | string) => resource(types.logGroup, "server-log", { retentionInDays: days });
const server = resource(types.instance, "server", { multiAz: true });
const replica = resource(types.instance, "server-replica-1", { replicateSourceDb: "db" });
const reason = "thirty days are what the requirements name";

const year = (days: number | string, exceptions: Exceptions = {}) =>
  evaluate(planOf(logs(days)), exceptions, [logsGroupRequireYear]);
const zones = (exceptions: Exceptions) =>
  evaluate(planOf(server, replica), exceptions, [rdsInstanceRequireMultiAz]);

describe("evaluate", () => {
  it("fails for a mandatory rule", () => {
    const report = year(30);
    expect(report).toMatchObject({ stack: "prod", failed: true, exceptionFaults: [] });
    expect(report.results.map(({ status }) => status)).toEqual(["fail"]);
  });

  it("does not fail for an advisory rule, nor for what is not known, and says so", () => {
    const alarm = resource(types.alarm, "cpu");
    const report = evaluate(planOf(alarm), {}, [cloudwatchAlarmRequireActions]);
    expect(report.failed).toBe(false);
    expect(report.results.map(({ status }) => status)).toEqual(["fail"]);
    expect(year(later).results.map(({ status }) => status)).toEqual(["unknown"]);
    expect(year(later).failed).toBe(false);
  });

  it.each([
    "CKV_AWS_338",
    "CloudWatch.16",
    "logs-group-require-year",
    "CKV_AWS_338/server-log",
    "CKV_AWS_338/*-log",
  ])("lets a failure pass by %s", (key) => {
    const report = year(30, { [key]: reason });
    expect(report).toMatchObject({ failed: false, exceptionFaults: [] });
    expect(report.results[0]).toMatchObject({
      status: "excepted",
      findings: [{ status: "excepted", exception: reason }],
    });
  });

  it("keeps to the resources that an exception names", () => {
    expect(zones({ "RDS.5/*replica*": "a replica is a standby itself" })).toMatchObject({ failed: false });
    expect(zones({ "RDS.5/replica*": "a replica is a standby itself" })).toMatchObject({
      failed: true,
      exceptionFaults: [{ key: "RDS.5/replica*" }],
    });
  });

  it("takes what a name contains literally, but for *", () => {
    expect(year(30, { "CKV_AWS_338/server.log": reason }).failed).toBe(true);
  });

  it("finds an exception that nothing needs", () => {
    expect(year(365, { CKV_AWS_338: reason })).toMatchObject({
      failed: true,
      exceptionFaults: [
        {
          key: "CKV_AWS_338",
          reason: "is stale: nothing fails that it would let pass",
          mend: "Remove it.",
        },
      ],
    });
  });

  it("leaves an exception be whose rule has nothing to look at, or cannot tell yet", () => {
    expect(evaluate(planOf(), { CKV_AWS_338: reason }, [logsGroupRequireYear]).failed).toBe(false);
    expect(year(later, { CKV_AWS_338: reason }).failed).toBe(false);
  });

  it("finds an exception of nothing", () => {
    expect(year(365, { CKV_AWS_33: reason })).toMatchObject({
      failed: true,
      exceptionFaults: [
        { key: "CKV_AWS_33", reason: "names no rule and no control", mend: "Correct or remove it." },
      ],
    });
  });

  it.each(["", "  ", "n/a", "by design"])("takes %j for no reason", (text) => {
    const report = year(30, { CKV_AWS_338: text });
    expect(report.results.map(({ status }) => status)).toEqual(["fail"]);
    expect(report.exceptionFaults).toEqual([
      {
        key: "CKV_AWS_338",
        reason: "has no reason",
        mend: "Say why CKV_AWS_338 need not hold, in a sentence.",
      },
    ]);
  });

  it("takes the worst finding for the rule's", () => {
    const open = resource(types.logGroup, "other-log", { retentionInDays: later });
    const report = (...groups: readonly PlannedResource[]) =>
      evaluate(planOf(...groups), {}, [logsGroupRequireYear]).results[0]?.status;
    expect(report(logs(365), open)).toBe("unknown");
    expect(report(logs(30), open)).toBe("fail");
    expect(report(logs(365), logs(0))).toBe("pass");
    expect(report()).toBe("not-applicable");
  });
});
