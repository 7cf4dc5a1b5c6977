import type { InstanceClass } from "../../aws/instance-class.ts";
import { inWords } from "../../configuration/amount.ts";
import type { RdsParameter } from "../../configuration/rds/rds-parameter.ts";
import type { Styler } from "./style.ts";
import { wrapText } from "./wrap-text.ts";

interface RdsReport {
  readonly rdsClass: string;
  readonly profile: string;
  readonly size: InstanceClass;
  readonly parameters: readonly RdsParameter[];
}

/** Wider lines are hard to read. */
const readableWidth = 100;
/** For a file or a pipe, which have no width of their own. */
const usualWidth = 80;

/** The parameters of an RDS parameter group, each with its reason; those marked wait for a reboot. */
export function rdsTable(
  { rdsClass, profile, size, parameters }: RdsReport,
  columns: number | undefined,
  style: Styler,
): string {
  const width = Math.max(60, Math.min(columns ?? usualWidth, readableWidth));
  const name = Math.max(...parameters.map((parameter) => parameter.name.length)) + 2;
  const lines = parameters.flatMap((parameter) => {
    const mark = parameter.applyMethod === "pending-reboot" ? " *" : "";
    const value = `${parameter.value === "" ? "''" : parameter.value}${mark}`;
    const reason = wrapText(parameter.why, width - 4).map((line) => `    ${style.dim(line)}`);
    return [`  ${parameter.name.padEnd(name)}${value}`, ...reason];
  });
  return [
    style.bold(
      `RDS parameter group of a ${rdsClass} (${size.cores} cores, ${inWords(size.memory)}), profile ${profile}`,
    ),
    ...lines,
    "",
    ...wrapText(
      "In RDS's units. * waits for a reboot, or is RDS's own value; the others are applied at once.",
      width,
    ).map((line) => style.dim(line)),
  ].join("\n");
}
