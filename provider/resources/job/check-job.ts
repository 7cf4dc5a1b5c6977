import { checkSchedule } from "../../../model/check-schedule.ts";
import { checkName } from "../../check-name.ts";
import type { Properties } from "../../properties.ts";
import type { CheckFailure } from "../../resource-handler.ts";
import { unknown } from "../../unknown.ts";

/** What can be said of a job without a server. */
export function checkJob({ name, schedule, command, database, role }: Properties): CheckFailure[] {
  const failures: CheckFailure[] = [...checkName("database", database), ...checkName("role", role)];
  if (name === "") failures.push({ property: "name", reason: "is empty" });
  if (typeof schedule === "string" && schedule !== unknown) {
    const reason = checkSchedule(schedule);
    if (reason !== undefined) failures.push({ property: "schedule", reason });
  }
  if (typeof command === "string" && command.trim() === "")
    failures.push({ property: "command", reason: "is empty" });
  return failures;
}
