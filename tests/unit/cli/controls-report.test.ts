import { describe, expect, it } from "vitest";
import { controlsReport } from "../../../cli/output/controls/controls-report.ts";
import type { Styler } from "../../../cli/output/style.ts";
import { evaluate } from "../../../policy/evaluate.ts";
import type { Exceptions } from "../../../policy/exceptions.ts";
import { types } from "../../../policy/resource-types.ts";
import { later, planOf, resource } from "../../policy/planned.ts";

const plain = (text: string) => text;
const style: Styler = { bold: plain, dim: plain, green: plain, yellow: plain, red: plain, cyan: plain };
const some = new Set([
  "rds-instance-require-encryption",
  "rds-instance-require-multi-az",
  "rds-server-deny-default-port",
  "rds-server-require-final-snapshot",
  "rds-proxy-require-tls",
  "logs-group-require-year",
  "cloudwatch-alarm-require-actions",
]);
const plan = planOf(
  resource(types.instance, "server", {
    identifier: "mcp-demo-prod",
    storageEncrypted: true,
    multiAz: true,
    port: later,
    skipFinalSnapshot: true,
  }),
  resource(types.instance, "server-replica-1", { replicateSourceDb: "mcp-demo-prod" }),
  resource(types.logGroup, "server-log", { retentionInDays: 30 }),
  resource(types.logGroup, "upgrade-log", { retentionInDays: 30 }),
  resource(types.alarm, "cpu"),
);
const reason = "Thirty days are what the requirements name; 365 keeps a year.";

const { allRules } = await import("../../../policy/all-rules.ts");
const rules = allRules.filter(({ id }) => some.has(id));
const report = (columns: number | undefined, exceptions: Exceptions = { CKV_AWS_338: reason }) =>
  controlsReport(evaluate(plan, exceptions, rules), columns, style).split("\n");

describe("controlsReport", () => {
  it("has why below what on a narrow terminal", () => {
    expect(report(80)).toEqual([
      "Amazon RDS",
      "  pass      RDS.3 CKV_AWS_16  Storage of instances is encrypted",
      "                              2 resources",
      "  fail      RDS.5             Instances have a standby in another zone",
      "            CKV_AWS_157       server-replica-1: multiAz is false, by default,",
      "                              not true",
      "                              Set pgstack:multiAz to true; for a replica, write",
      "                              down why it needs no standby.",
      "                              server: multiAz is true",
      "  unknown   RDS.23            Servers listen on another port than PostgreSQL's",
      "                              usual one",
      "                              server, server-replica-1: port is known only when",
      "                              it is made",
      "  fail      own rule          Servers leave a snapshot when they are deleted",
      "                              (rds-server-require-final-snapshot)",
      "                              server: skipFinalSnapshot is true, not false",
      "                              Set skipFinalSnapshot to false.",
      "",
      "Logs",
      "  excepted  CloudWatch.16     Logs are kept for a year or more",
      "            CKV_AWS_338       server-log, upgrade-log: retentionInDays is 30,",
      "                              not 365 days or more",
      "                              Excepted: Thirty days are what the requirements",
      "                              name; 365 keeps a year.",
      "",
      "Alarms",
      "  fail      CloudWatch.15     Alarms tell somebody (advisory)",
      "                              cpu: alarmActions is not set",
      "                              Name the topic that it tells.",
      "",
      "Not applicable",
      "  the plan has no aws.rds.Proxy",
      "    RDS.43",
      "",
      "1 pass, 3 fail, 1 unknown, 1 excepted, 1 not applicable: 7 rules for 9 controls.",
      "To be mended before stack prod is deployed: 2 mandatory rules.",
    ]);
  });

  it("has why beside what on a wide one", () => {
    expect(report(160)).toEqual([
      "Amazon RDS",
      "  pass      RDS.3 CKV_AWS_16      Storage of instances is encrypted                   2 resources",
      "  fail      RDS.5 CKV_AWS_157     Instances have a standby in another zone            server-replica-1: multiAz is false, by default, not true",
      "                                                                                      Set pgstack:multiAz to true; for a replica, write down why it needs no",
      "                                                                                      standby.",
      "                                                                                      server: multiAz is true",
      "  unknown   RDS.23                Servers listen on another port than PostgreSQL's    server, server-replica-1: port is known only when it is made",
      "                                  usual one",
      "  fail      own rule              Servers leave a snapshot when they are deleted      server: skipFinalSnapshot is true, not false",
      "                                  (rds-server-require-final-snapshot)                 Set skipFinalSnapshot to false.",
      "",
      "Logs",
      "  excepted  CloudWatch.16         Logs are kept for a year or more                    server-log, upgrade-log: retentionInDays is 30, not 365 days or more",
      "            CKV_AWS_338                                                               Excepted: Thirty days are what the requirements name; 365 keeps a year.",
      "",
      "Alarms",
      "  fail      CloudWatch.15         Alarms tell somebody (advisory)                     cpu: alarmActions is not set",
      "                                                                                      Name the topic that it tells.",
      "",
      "Not applicable",
      "  the plan has no aws.rds.Proxy",
      "    RDS.43",
      "",
      "1 pass, 3 fail, 1 unknown, 1 excepted, 1 not applicable: 7 rules for 9 controls.",
      "To be mended before stack prod is deployed: 2 mandatory rules.",
    ]);
  });

  it("tells what is the matter with exceptions", () => {
    const lines = report(80, {
      "RDS.99": "because of nothing much",
      "RDS.43": "there is no proxy",
      "RDS.3": "it is rather old",
    });
    expect(lines.slice(lines.indexOf("Exceptions at fault (pgstack:policyExceptions)"))).toEqual([
      "Exceptions at fault (pgstack:policyExceptions)",
      "  RDS.99 names no rule and no control.",
      "    Correct or remove it.",
      "  RDS.3 is stale: nothing fails that it would let pass.",
      "    Remove it.",
      "",
      "1 pass, 4 fail, 1 unknown, 0 excepted, 1 not applicable: 7 rules for 9 controls.",
      "To be mended before stack prod is deployed: 3 mandatory rules and 2 exceptions.",
    ]);
  });

  it("says that all is well", () => {
    const fine = evaluate(
      planOf(resource(types.logGroup, "server-log", { retentionInDays: 365 })),
      {},
      rules,
    );
    expect(controlsReport(fine, 80, style).split("\n").slice(-2)).toEqual([
      "1 pass, 0 fail, 0 unknown, 0 excepted, 6 not applicable: 7 rules for 9 controls.",
      "Stack prod holds to every mandatory rule, as far as it is known.",
    ]);
  });

  it("does not praise what has nothing to look at", () => {
    expect(
      controlsReport(evaluate(planOf(), {}, rules), 80, style)
        .split("\n")
        .slice(-2),
    ).toEqual([
      "0 pass, 0 fail, 0 unknown, 0 excepted, 7 not applicable: 7 rules for 9 controls.",
      "Stack prod has nothing that a rule looks at: it declares nothing in AWS.",
    ]);
  });

  it.each([60, 80, 100, 120, 160, 200, undefined])("keeps within %s columns", (columns) => {
    const all = controlsReport(
      evaluate(plan, { CKV_AWS_338: reason, "RDS.99": "word ".repeat(40) }),
      columns,
      style,
    );
    const widest = Math.max(...all.split("\n").map((line) => line.length));
    expect(widest).toBeLessThanOrEqual(Math.min(columns ?? 80, 160));
  });

  it("marks by colour, and by nothing else", () => {
    const marked: Styler = { ...style, red: (text) => `<${text}>`, green: (text) => `(${text})` };
    const lines = controlsReport(evaluate(plan, {}, rules), 80, marked).split("\n");
    expect(lines[1]).toBe("  (pass      )RDS.3 CKV_AWS_16  Storage of instances is encrypted");
    expect(lines.map((line) => line.replace(/[<>()]/g, ""))).toEqual(
      controlsReport(evaluate(plan, {}, rules), 80, style)
        .split("\n")
        .map((line) => line.replace(/[()]/g, "")),
    );
  });
});
