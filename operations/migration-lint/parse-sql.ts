import { hasSqlDetails, loadModule, parseSync, scanSync } from "libpg-query";
import { bodyStatements } from "./body-statements.ts";
import type { SourceText } from "./source-text.ts";
import type { Statement } from "./statement.ts";
import { nodeOf } from "./tree/node-of.ts";

/** A comment that begins with two dashes. */
export interface Comment {
  readonly text: string;
  /** In bytes of the SQL. */
  readonly start: number;
}

/** A statement of a file, and those that run with it: the ones in the body of a DO. */
export interface FileStatement extends Statement {
  /** In bytes of the SQL, exclusive. */
  readonly end: number;
  readonly within: readonly Statement[];
}

/** What a file consists of. */
export interface ParsedSql {
  readonly statements: readonly FileStatement[];
  readonly comments: readonly Comment[];
}

/** Why a file cannot be parsed, in PostgreSQL's words. */
export interface SyntaxProblem {
  readonly message: string;
  /** UTF-16 unit of the SQL. */
  readonly at: number;
}

// PostgreSQL's own parser, of version 18, in WebAssembly: what 16 and 17 understand, it does too.
await loadModule();

/** Parses a file. */
export function parseSql(source: SourceText): ParsedSql | SyntaxProblem {
  // The parser takes neither: one is its end of text, the other its mistake.
  const nul = source.sql.indexOf("\0");
  if (nul >= 0) return { message: "a character is NUL, which PostgreSQL takes nowhere", at: nul };
  if (source.sql === "") return { statements: [], comments: [] };
  try {
    const { stmts = [] } = parseSync(source.sql);
    const { tokens } = scanSync(source.sql.replaceAll(unprintable, " "));
    const statements = stmts.flatMap(({ stmt: node, stmt_location: start = 0, stmt_len }) => {
      if (node === undefined) return [];
      const end = start + (stmt_len ?? source.byteOfUnit(source.sql.length) - start);
      const inside = tokens.filter((token) => token.start >= start && token.end <= end);
      const commands = nodeOf(node, "AlterTableStmt") === undefined ? [] : commandStarts(inside);
      const statement = { node, start: inside.find(isCode)?.start ?? start, end, base: 0, commands };
      return [{ ...statement, within: bodyStatements(statement, source) }];
    });
    const comments = tokens
      .filter(({ tokenName }) => tokenName === "SQL_COMMENT")
      .map(({ text, start }) => ({ text, start }));
    return { statements, comments };
  } catch (error) {
    if (!hasSqlDetails(error)) throw error;
    return { message: error.message, at: unitOfCharacter(source.sql, error.sqlDetails?.cursorPosition ?? 0) };
  }
}

/** Control characters, which libpg-query 18.1.5 does not escape in its list of tokens; they stand in strings and comments. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is about them
const unprintable = /[\u0001-\u0008\u000b\u000c\u000e-\u001f]/g;

interface Token {
  readonly text: string;
  readonly start: number;
  readonly tokenName: string;
}

/** The commands of an ALTER TABLE are told apart by commas outside of brackets; the tree does not say where they are. */
export function commandStarts(tokens: readonly Token[]): number[] {
  const starts: number[] = [];
  let depth = 0;
  let begins = true;
  for (const { text, start } of tokens.filter(isCode)) {
    if (begins) starts.push(start);
    begins = text === "," && depth === 0;
    if (text === "(" || text === "[") depth++;
    if (text === ")" || text === "]") depth--;
  }
  return starts;
}

function isCode({ tokenName }: Token): boolean {
  return tokenName !== "SQL_COMMENT" && tokenName !== "C_COMMENT";
}

/** PostgreSQL counts characters, from 0 here, JavaScript UTF-16 units. */
function unitOfCharacter(sql: string, character: number): number {
  return [...sql].slice(0, character).join("").length;
}
