import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { allRules } from "../../policy/all-rules.ts";
import { configuredExceptions } from "../../policy/crossguard/configured-exceptions.ts";
import { types } from "../../policy/resource-types.ts";
import { later, resource } from "./planned.ts";
import { StartedPack } from "./policy-pack.ts";

const advisory = 0;
const mandatory = 1;
const reason = "thirty days are what the requirements name";
const key = resource(types.key, "server-key", { enableKeyRotation: true, policy: later });
const logs = resource(
  types.logGroup,
  "server-log",
  { retentionInDays: 30, tags: { Environment: "prod" } },
  { kmsKeyId: [key] },
);
const alarm = resource(types.alarm, "cpu", {
  actionsEnabled: false,
  alarmActions: ["arn:aws:sns:us-east-1:1:a"],
});

describe("the policy pack, asked as Pulumi asks it", () => {
  let pack: StartedPack;
  let excepting: StartedPack;
  beforeAll(async () => {
    [pack, excepting] = await Promise.all([
      StartedPack.start({}),
      StartedPack.start({
        "pgstack:policyExceptions": JSON.stringify({
          CKV_AWS_338: reason,
          CKV_AWS_7: "keys are rotated by hand",
        }),
      }),
    ]);
  });
  afterAll(async () => {
    await pack?.[Symbol.asyncDispose]();
    await excepting?.[Symbol.asyncDispose]();
  });

  it("has a policy for each rule, and two about the rest", async () => {
    expect(await pack.policyNames()).toEqual([
      ...allRules.map(({ id }) => id),
      "policy-exception-require-need",
      "policy-rule-tell-unknown",
    ]);
  });

  it("reports what fails at the resource, with what to do, and tells what is not known", async () => {
    const { diagnostics } = await pack.analyze([key, logs, alarm]);
    expect(diagnostics).toEqual([
      {
        policy: "logs-group-require-year",
        level: mandatory,
        message: expect.stringContaining(
          "server-log: retentionInDays is 30, not 365 days or more. Set pgstack:logRetention to 365.",
        ),
        urn: logs.urn,
      },
      {
        policy: "cloudwatch-alarm-require-enabled-actions",
        level: mandatory,
        message: expect.stringContaining(
          "cpu: actionsEnabled is false, not true. Set actionsEnabled to true.",
        ),
        urn: alarm.urn,
      },
      {
        policy: "policy-rule-tell-unknown",
        level: advisory,
        message: expect.stringContaining(
          "not known before it is made: kms-key-deny-wildcard-principal, kms-key-require-policy",
        ),
        urn: "",
      },
    ]);
  });

  it("says which rules have nothing to look at", async () => {
    const { notApplicable } = await pack.analyze([key]);
    expect(notApplicable).toContain("rds-instance-require-encryption");
    expect(notApplicable).not.toContain("kms-key-require-rotation");
  });

  it("takes exceptions from the stack's configuration, and reports those that nothing needs", async () => {
    const { diagnostics } = await excepting.analyze([key, logs]);
    expect(diagnostics.filter(({ level }) => level === mandatory)).toEqual([
      {
        policy: "policy-exception-require-need",
        level: mandatory,
        message: expect.stringContaining(
          "pgstack:policyExceptions CKV_AWS_7 is stale: nothing fails that it would let pass. Remove it.",
        ),
        urn: "",
      },
    ]);
  });

  it("finds nothing in a stack without AWS", async () => {
    const { diagnostics } = await pack.analyze([resource("pgstack:index:EmbeddedServer", "server")]);
    expect(diagnostics).toEqual([]);
  });
});

describe("configuredExceptions", () => {
  it("are none without a configuration", () => {
    expect(configuredExceptions({})).toEqual({});
    expect(configuredExceptions({ PULUMI_CONFIG: '{"pgstack:region":"us-east-1"}' })).toEqual({});
  });

  it("refuse what cannot be read", () => {
    const config = (exceptions: string) => ({
      PULUMI_CONFIG: JSON.stringify({ "pgstack:policyExceptions": exceptions }),
    });
    expect(configuredExceptions(config('{"RDS.23":"a known port"}'))).toEqual({ "RDS.23": "a known port" });
    expect(() => configuredExceptions(config("RDS.23"))).toThrow(
      "pgstack:policyExceptions cannot be read: it is no map of controls and reasons",
    );
  });
});
