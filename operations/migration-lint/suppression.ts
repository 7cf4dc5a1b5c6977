import type { LintFinding } from "./finding.ts";
import type { Comment, FileStatement } from "./parse-sql.ts";
import type { SourceText } from "./source-text.ts";
import {
  type SuppressionProblem,
  suppressionFinding,
  unknownRule,
  withoutReason,
} from "./suppression-problem.ts";

/** What a comment allows of the statement below it. */
export interface Suppression {
  readonly rule: string;
  readonly reason: string;
  /** The statement below, by its number in the file from 0. */
  readonly statement: number;
  readonly comment: Comment;
}

/** The suppressions of a file, and what is wrong with them. */
export interface Suppressions {
  readonly allowed: readonly Suppression[];
  readonly problems: readonly LintFinding[];
}

const example = "-- pgstack-lint-ignore ban-drop-column: unused since version 12";

/** Reads `-- pgstack-lint-ignore <rule>[, <rule>]: <reason>`, which stands above a statement. */
export function readSuppressions(
  comments: readonly Comment[],
  statements: readonly FileStatement[],
  source: SourceText,
  file: string,
): Suppressions {
  const allowed: Suppression[] = [];
  const problems: LintFinding[] = [];
  for (const comment of comments) {
    const [, named, reason = ""] = /^--\s*pgstack-lint-ignore\b([^:]*)(?::(.*))?$/.exec(comment.text) ?? [];
    if (named === undefined) continue;
    const problem = (found: SuppressionProblem) =>
      problems.push(suppressionFinding(found, file, source.placeOfByte(comment.start)));
    const statement = statementBelow(comment, statements);
    if (reason.trim() === "") problem(withoutReason(example));
    for (const name of named.split(",").map((each) => each.trim())) {
      const unknown = unknownRule(name, example);
      if (unknown !== undefined) problem(unknown);
      else if (statement === undefined) problem(aboveNothing(name));
      else if (reason.trim() !== "") allowed.push({ rule: name, reason: reason.trim(), statement, comment });
    }
  }
  return { allowed, problems };
}

/** The finding for a suppression that suppressed nothing. */
export function unusedSuppression(
  { rule, comment }: Suppression,
  source: SourceText,
  file: string,
): LintFinding {
  const what = `${rule} is allowed, and the statement below does not break it`;
  const problem = { rule: "unused-ignore", what, mend: "Remove the comment." } as const;
  return suppressionFinding(problem, file, source.placeOfByte(comment.start));
}

function aboveNothing(name: string): SuppressionProblem {
  const what = `${name} is allowed above no statement`;
  return { rule: "unused-ignore", what, mend: "Put the comment above the statement." };
}

/** A comment inside of a statement is above none. */
function statementBelow({ start }: Comment, statements: readonly FileStatement[]): number | undefined {
  const next = statements.findIndex((statement) => statement.end > start);
  const found = statements[next];
  return found === undefined || found.start < start ? undefined : next;
}
