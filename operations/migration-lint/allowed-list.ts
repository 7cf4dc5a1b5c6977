import type { LintFinding, SuppressedFinding } from "./finding.ts";
import type { FileReport } from "./lint-file.ts";
import { suppressionFinding, unknownRule, withoutReason } from "./suppression-problem.ts";

/** Name of the list in a schema's folder; migrations are read past it. */
export const allowedListName = ".lint-ignore";

/** What one line allows: rules in one file. */
interface AllowedLine {
  /** From 1. */
  readonly line: number;
  readonly file: string;
  readonly rule: string;
  readonly reason: string;
}

/** What is allowed in files that cannot be changed any more, because they were applied. */
export interface AllowedList {
  readonly allowed: readonly AllowedLine[];
  readonly problems: readonly LintFinding[];
}

const example = "0003_drop_fax.up.sql ban-drop-column: unused since version 12";

/**
 * Reads a list: in each line `<file> <rule>[, <rule>]: <reason>`, or a comment after `#`.
 * @param label the list's name in findings
 */
export function readAllowedList(text: string, label: string): AllowedList {
  const allowed: AllowedLine[] = [];
  const problems: LintFinding[] = [];
  for (const [index, written] of text.split(/\r?\n/).entries()) {
    if (/^\s*(#|$)/.test(written)) continue;
    const place = { line: index + 1, column: 1 };
    const [, file = "", named = "", reason = ""] = /^\s*([^\s:]+)([^:]*)(?::(.*))?$/.exec(written) ?? [];
    if (reason.trim() === "") problems.push(suppressionFinding(withoutReason(example), label, place));
    for (const rule of named.split(",").map((each) => each.trim())) {
      const unknown = unknownRule(rule, example);
      if (unknown !== undefined) problems.push(suppressionFinding(unknown, label, place));
      else if (reason.trim() !== "") allowed.push({ line: index + 1, file, rule, reason: reason.trim() });
    }
  }
  return { allowed, problems };
}

/** Takes what the list allows out of the findings, and adds what is wrong with the list. */
export function applyAllowedList(
  { findings, suppressed }: FileReport,
  { allowed, problems }: AllowedList,
  label: string,
): FileReport {
  const lineFor = ({ file, rule }: LintFinding) =>
    allowed.find((each) => file.endsWith(`/${each.file}`) && each.rule === rule);
  const taken: SuppressedFinding[] = findings.flatMap((finding) => {
    const line = lineFor(finding);
    return line === undefined ? [] : [{ ...finding, reason: line.reason }];
  });
  const unused = allowed.filter((each) => !findings.some((finding) => lineFor(finding) === each));
  return {
    findings: [
      ...findings.filter((finding) => lineFor(finding) === undefined),
      ...problems,
      ...unused.map(({ file, rule, line }) =>
        suppressionFinding(
          {
            rule: "unused-ignore",
            what: `${rule} is allowed in ${file}, which does not break it`,
            mend: "Remove the line.",
          },
          label,
          { line, column: 1 },
        ),
      ),
    ],
    suppressed: [...suppressed, ...taken],
  };
}
