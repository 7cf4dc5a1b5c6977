import { eachResource } from "../../checks/each-resource.ts";
import { mustBe } from "../../checks/must-be.ts";
import { checkov, securityHub } from "../../control-lists.ts";
import type { PlannedValue } from "../../planned-resource.ts";
import { isRecord } from "../../reading/known.ts";
import { types } from "../../resource-types.ts";

export const secretsmanagerRotationRequireNinetyDays = eachResource({
  id: "secretsmanager-rotation-require-ninety-days",
  title: "Secrets are rotated within 90 days",
  controls: [...securityHub("SecretsManager.4"), ...checkov("CKV_AWS_304")],
  severity: "mandatory",
  of: [types.secretRotation],
  check: (rotation) =>
    mustBe(rotation, "rotationRules", {
      accepts: (rules) => isRecord(rules) && days(rules) <= 90,
      wanted: "90 days or fewer",
      mend: "Set pgstack:secretRotationDays to 90 or fewer.",
    }),
});

/** Days between rotations; endless where nothing says so. A cron expression has at most a month between its times. */
function days({
  automaticallyAfterDays,
  scheduleExpression,
}: {
  readonly [rule: string]: PlannedValue;
}): number {
  const schedule = String(scheduleExpression ?? "");
  if (schedule.startsWith("cron(")) return 31;
  const [, number, unit = ""] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(schedule) ?? [];
  if (number !== undefined) return Number(number) / (perDay[unit] ?? 1);
  return typeof automaticallyAfterDays === "number" ? automaticallyAfterDays : Number.POSITIVE_INFINITY;
}

const perDay: Readonly<Record<string, number>> = { minute: 1440, hour: 24, day: 1 };
