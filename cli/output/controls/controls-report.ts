import type { PolicyReport, RuleResult, RuleStatus } from "../../../policy/report.ts";
import type { Styler } from "../style.ts";
import { fitText } from "./fit-text.ts";
import { reasonsOf } from "./reasons-of.ts";
import { serviceOf } from "./service-of.ts";
import { totalsOf } from "./totals-of.ts";

/** Wider lines are hard to read. */
const readableWidth = 160;
/** For a file or a pipe, which have no width of their own. */
const usualWidth = 80;
const statusWidth = 10;
/** From here on, why stands beside what. */
const wide = 120;

/** Service by service: what each rule says and why; then what does not apply, faults of exceptions, and the sum. */
export function controlsReport(report: PolicyReport, columns: number | undefined, style: Styler): string {
  const width = Math.max(60, Math.min(columns ?? usualWidth, readableWidth));
  const shown = report.results.filter(({ status }) => status !== "not-applicable");
  const services = [...Map.groupBy(shown, ({ rule }) => serviceOf(rule))];
  return [
    ...services.map(([service, results]) =>
      [style.bold(service), ...results.map((result) => ruleLines(result, width, style))].join("\n"),
    ),
    ...notApplicable(report, width, style),
    ...faults(report, width, style),
    summary(report, width, style),
  ].join("\n\n");
}

function ruleLines({ rule, status, findings }: RuleResult, width: number, style: Styler): string {
  const colour = status === "fail" && rule.severity === "advisory" ? style.yellow : marks(style)[status];
  const own = rule.controls.length === 0;
  const ids = own ? "own rule" : rule.controls.map(({ id }) => id).join(" ");
  const idsWidth = width < wide ? 16 : 20;
  const room = width - statusWidth - idsWidth - 4;
  const titleWidth = width < wide ? room : Math.floor(room * 0.4);
  const whyWidth = width < wide ? room : room - titleWidth - 2;
  const title = fitText(
    // An exception from a rule of our own goes by the rule's id.
    `${rule.title}${own ? ` (${rule.id})` : ""}${rule.severity === "advisory" ? " (advisory)" : ""}`,
    titleWidth,
  );
  const reasons = reasonsOf(findings, whyWidth, style);
  const idLines = fitText(ids, idsWidth);
  const right = width < wide ? [...title, ...reasons] : beside(title, reasons, titleWidth + 2);
  return Array.from({ length: Math.max(idLines.length, right.length) }, (_, at) => {
    const mark = at === 0 ? colour(status.padEnd(statusWidth)) : " ".repeat(statusWidth);
    return `  ${mark}${style.dim((idLines[at] ?? "").padEnd(idsWidth + 2))}${right[at] ?? ""}`.trimEnd();
  }).join("\n");
}

function beside(left: readonly string[], right: readonly string[], width: number): string[] {
  return Array.from(
    { length: Math.max(left.length, right.length) },
    (_, at) => `${(left[at] ?? "").padEnd(width)}${right[at] ?? ""}`,
  );
}

/** By the reason, since most have the same. */
function notApplicable({ results }: PolicyReport, width: number, style: Styler): string[] {
  const groups = Map.groupBy(
    results.filter(({ status }) => status === "not-applicable"),
    ({ findings }) => findings[0]?.reason ?? "",
  );
  if (groups.size === 0) return [];
  const blocks = [...groups].map(([reason, ofReason]) => {
    const ids = ofReason.flatMap(({ rule }) =>
      rule.controls.length === 0 ? [rule.id] : rule.controls.map(({ id }) => id),
    );
    return [
      ...fitText(reason, width - 2).map((line) => `  ${line}`),
      ...fitText(ids.join(" "), width - 4).map((line) => style.dim(`    ${line}`)),
    ].join("\n");
  });
  return [[style.bold("Not applicable"), ...blocks].join("\n")];
}

function faults({ exceptionFaults }: PolicyReport, width: number, style: Styler): string[] {
  if (exceptionFaults.length === 0) return [];
  const lines = exceptionFaults.flatMap(({ key, reason, mend }) => [
    ...fitText(`${key} ${reason}.`, width - 2).map((line) => `  ${style.red(line)}`),
    ...fitText(mend, width - 4).map((line) => `    ${style.cyan(line)}`),
  ]);
  return [[style.bold("Exceptions at fault (pgstack:policyExceptions)"), ...lines].join("\n")];
}

function summary(report: PolicyReport, width: number, style: Styler): string {
  const totals = totalsOf(report);
  const controls = report.results.reduce((sum, { rule }) => sum + rule.controls.length, 0);
  const mandatory = report.results.filter(
    ({ rule, status }) => rule.severity === "mandatory" && status === "fail",
  ).length;
  const counts = [
    `${totals.pass} pass`,
    `${totals.fail} fail`,
    `${totals.unknown} unknown`,
    `${totals.excepted} excepted`,
    `${totals["not-applicable"]} not applicable`,
  ].join(", ");
  const nothing = totals["not-applicable"] === report.results.length;
  const colour = report.failed ? style.red : nothing ? style.yellow : style.green;
  const wrong = [
    ...(mandatory > 0 ? [plural(mandatory, "mandatory rule")] : []),
    ...(report.exceptionFaults.length > 0 ? [plural(report.exceptionFaults.length, "exception")] : []),
  ].join(" and ");
  return [
    ...fitText(`${counts}: ${report.results.length} rules for ${controls} controls.`, width),
    ...fitText(verdict(report, wrong), width).map((line) => colour(style.bold(line))),
  ].join("\n");
}

function verdict({ stack, failed, results }: PolicyReport, wrong: string): string {
  if (failed) return `To be mended before stack ${stack} is deployed: ${wrong}.`;
  return results.every(({ status }) => status === "not-applicable")
    ? `Stack ${stack} has nothing that a rule looks at: it declares nothing in AWS.`
    : `Stack ${stack} holds to every mandatory rule, as far as it is known.`;
}

function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

function marks(style: Styler): Readonly<Record<RuleStatus, (text: string) => string>> {
  return {
    pass: style.green,
    fail: style.red,
    unknown: style.yellow,
    excepted: style.cyan,
    "not-applicable": style.dim,
  };
}
