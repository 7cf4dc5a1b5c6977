import { nearest } from "../../settings/nearest.ts";
import type { LintFinding } from "./finding.ts";
import type { Comment, FileStatement } from "./parse-sql.ts";
import { rules } from "./rules.ts";
import type { SourceText } from "./source-text.ts";

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

/** Rules about the comments themselves; nothing allows these. */
export const suppressionRules = {
  "ignore-without-reason": "Whoever reads it later cannot tell whether it still holds.",
  "ignore-unknown-rule": "It allows nothing, and looks as if it did.",
  "ignore-unused": "It would hide the next finding, which nobody has judged.",
} as const;

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
    const problem = (rule: keyof typeof suppressionRules, what: string, mend: string) =>
      problems.push(problemAt({ rule, what, mend }, comment, source, file));
    const names = named.split(",").map((name) => name.trim());
    const statement = statementBelow(comment, statements);
    if (reason.trim() === "")
      problem("ignore-without-reason", "the comment gives no reason", `Give it after a colon: ${example}`);
    for (const name of names) {
      if (!rules.some((rule) => rule.name === name))
        problem("ignore-unknown-rule", unknown(name), mendUnknown(name));
      else if (statement === undefined)
        problem(
          "ignore-unused",
          `${name} is allowed above no statement`,
          "Put the comment above the statement.",
        );
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
  return problemAt({ rule: "ignore-unused", what, mend: "Remove the comment." }, comment, source, file);
}

function problemAt(
  { rule, what, mend }: { rule: keyof typeof suppressionRules; what: string; mend: string },
  { start }: Comment,
  source: SourceText,
  file: string,
): LintFinding {
  return {
    rule,
    level: "error",
    file,
    ...source.placeOfByte(start),
    what,
    why: suppressionRules[rule],
    mend,
  };
}

/** A comment inside of a statement is above none. */
function statementBelow({ start }: Comment, statements: readonly FileStatement[]): number | undefined {
  const next = statements.findIndex((statement) => statement.end > start);
  const found = statements[next];
  return found === undefined || found.start < start ? undefined : next;
}

function unknown(name: string): string {
  return name === "" ? "the comment names no rule" : `there is no rule ${name}`;
}

function mendUnknown(name: string): string {
  const names = rules.map((rule) => rule.name);
  const meant = nearest(name, names);
  if (meant !== undefined) return `Did you mean ${meant}?`;
  return `docs/migration-lint.md lists the rules, and this is how it is written: ${example}`;
}
