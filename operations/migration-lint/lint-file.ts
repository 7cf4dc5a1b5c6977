import { runsInTransaction } from "../migrate/migration.ts";
import type { LintFinding, SuppressedFinding } from "./finding.ts";
import type { KnownSchema } from "./known-schema.ts";
import { type FileStatement, parseSql } from "./parse-sql.ts";
import type { LintContext } from "./rule.ts";
import { rules } from "./rules.ts";
import type { SourceText } from "./source-text.ts";
import type { Statement } from "./statement.ts";
import { readSuppressions, unusedSuppression } from "./suppression.ts";

/** One file, and what to judge it by. */
export interface LintedFile extends Pick<LintContext, "schema" | "direction" | "declaredIndexes"> {
  /** For people: the schema's folder and the file. */
  readonly file: string;
  readonly source: SourceText;
  /** What the migrations before have made; what this file does is added. */
  readonly known: KnownSchema;
}

/** What was found in a file, in the order of its lines. */
export interface FileReport {
  readonly findings: readonly LintFinding[];
  readonly suppressed: readonly SuppressedFinding[];
}

/** Judges one file: pure, but for what `known` learns. */
export function lintFile(linted: LintedFile): FileReport {
  const { file, source } = linted;
  const variables = source.unknown.map(({ name, line }) => unknownVariable(file, name, line));
  const parsed = parseSql(source);
  if ("message" in parsed) {
    const place = source.placeOfUnit(parsed.at);
    return { findings: [...variables, syntaxError(file, place, parsed.message)], suppressed: [] };
  }
  const { allowed, problems } = readSuppressions(parsed.comments, parsed.statements, source, file);
  const found = judge(linted, parsed.statements);
  const reasonOf = ({ finding, statement }: Judged) =>
    allowed.find((each) => each.statement === statement && each.rule === finding.rule)?.reason;
  const unused = allowed.filter(
    ({ rule, statement }) =>
      !found.some((each) => each.statement === statement && each.finding.rule === rule),
  );
  const findings = [
    ...variables,
    ...problems,
    ...unused.map((each) => unusedSuppression(each, source, file)),
    ...found.filter((each) => reasonOf(each) === undefined).map(({ finding }) => finding),
  ];
  const suppressed = found.flatMap((each) => {
    const reason = reasonOf(each);
    return reason === undefined ? [] : [{ ...each.finding, reason }];
  });
  return { findings: inOrder(findings), suppressed: inOrder(suppressed) };
}

interface Judged {
  readonly finding: LintFinding;
  /** The statement's number in the file, from 0. */
  readonly statement: number;
}

function judge(linted: LintedFile, statements: readonly FileStatement[]): Judged[] {
  const { schema, direction, declaredIndexes, known, source } = linted;
  const inTransaction = runsInTransaction(source.text);
  const all = statements.flatMap(({ within, ...statement }, number) =>
    [statement, ...within].map((each: Statement) => ({ each, number })),
  );
  const plain = all.map(({ each }) => each);
  return all.flatMap(({ each, number }, at) => {
    const [earlier, later] = [plain.slice(0, at), plain.slice(at + 1)];
    const context = { schema, direction, inTransaction, known, declaredIndexes, earlier, later };
    const found = judgeStatement(linted, each, context);
    known.take(each.node);
    return found.map((finding) => ({ finding, statement: number }));
  });
}

function judgeStatement(
  { file, source }: LintedFile,
  statement: Statement,
  context: LintContext,
): LintFinding[] {
  return rules
    .filter(({ upOnly }) => !upOnly || context.direction === "up")
    .flatMap(({ name, level, why, check }) =>
      check(statement, context).map(({ at, what, mend, sql }) => ({
        rule: name,
        level,
        file,
        ...source.placeOfByte(at === undefined || at < 0 ? statement.start : statement.base + at),
        what,
        why,
        mend,
        ...(sql === undefined ? {} : { sql }),
      })),
    );
}

function syntaxError(file: string, place: { line: number; column: number }, message: string): LintFinding {
  return {
    rule: "syntax-error",
    level: "error",
    file,
    ...place,
    what: message,
    why: "PostgreSQL's own parser refuses it: the migration fails.",
    mend: "Mend what it names, or what stands before it.",
  };
}

function unknownVariable(file: string, name: string, line: number): LintFinding {
  return {
    rule: "unknown-variable",
    level: "error",
    file,
    line,
    column: 1,
    what: `no variable "${name}" is declared`,
    why: "The migrations of the schema cannot be read.",
    mend: "Declare it with the schema in model/database.ts, under `variables`.",
  };
}

function inOrder<T extends LintFinding>(findings: readonly T[]): T[] {
  return findings.toSorted((a, b) => a.line - b.line || a.column - b.column);
}
