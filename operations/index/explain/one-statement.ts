import { UserError } from "../../../errors/user-error.ts";
import { parseSql } from "../../migration-lint/parse-sql.ts";
import { SourceText } from "../../migration-lint/source-text.ts";

/** A statement that has a plan. */
export interface OneStatement {
  readonly sql: string;
  /** Whether it has parameters, `$1` and so on. */
  readonly parameters: boolean;
}

/** Sorts of statements that EXPLAIN takes, by PostgreSQL's parser. */
const planned = ["SelectStmt", "InsertStmt", "UpdateStmt", "DeleteStmt", "MergeStmt", "CreateTableAsStmt"];

/**
 * The one statement that a text is.
 * @throws UserError for a text that is none, or several, or one that has no plan
 */
export function oneStatement(text: string): OneStatement {
  const where = "statement";
  const source = new SourceText(text, {});
  const parsed = parseSql(source);
  if ("message" in parsed) {
    const line = text.slice(0, parsed.at).split("\n").length;
    throw new UserError(`${parsed.message} (line ${line})`, { where, mend: "Correct it, and run it again." });
  }
  const [first, ...others] = parsed.statements;
  if (first === undefined)
    throw new UserError("there is none", {
      where,
      mend: 'Give it as an argument: pgstack index explain "SELECT ...", or a file, or - for standard input.',
    });
  if (others.length > 0)
    throw new UserError(`there are ${others.length + 1}, and one is explained`, {
      where,
      mend: "Leave the others out.",
    });
  const kind = Object.keys(first.node)[0] ?? "";
  if (!planned.includes(kind))
    throw new UserError("it has no plan", {
      where,
      mend: "Give a SELECT, INSERT, UPDATE, DELETE or MERGE, without EXPLAIN.",
    });
  const sql = text.slice(source.unitOfByte(first.start), source.unitOfByte(first.end));
  return { sql, parameters: hasParameter(first.node) };
}

function hasParameter(tree: unknown): boolean {
  if (typeof tree !== "object" || tree === null) return false;
  return "ParamRef" in tree || Object.values(tree).some(hasParameter);
}
