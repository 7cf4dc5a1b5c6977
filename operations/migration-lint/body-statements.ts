import { type Node, parsePlPgSQLSync, parseSync } from "libpg-query";
import type { SourceText } from "./source-text.ts";
import type { Statement } from "./statement.ts";
import { nodeOf, nodesOf } from "./tree/node-of.ts";

/**
 * The SQL statements in the body of a DO in PL/pgSQL, which run when it does. What EXECUTE is given is text, and what
 * another language does is its own: about these nothing is said, and as little about a body that cannot be parsed.
 */
export function bodyStatements(
  { node, start, end }: { readonly node: Node; readonly start: number; readonly end: number },
  source: SourceText,
): Statement[] {
  const options = nodesOf(nodeOf(node, "DoStmt")?.args, "DefElem");
  const option = (name: string) => options.find(({ defname }) => defname === name)?.arg;
  const language = nodeOf(option("language"), "String")?.sval ?? "plpgsql";
  const body = nodeOf(option("as"), "String")?.sval;
  if (body === undefined || language !== "plpgsql") return [];
  const from = source.unitOfByte(start);
  const text = source.sql.slice(from, source.unitOfByte(end));
  const offset = text.indexOf(body);
  // A body in single quotes that doubles some is written otherwise than it reads.
  if (offset < 0) return [];
  return statementsOf(text).flatMap(({ line, sql }) => {
    const at = body.indexOf(sql, lineStart(body, line));
    if (at < 0) return [];
    return parsed(sql).map((inner) => {
      const base = source.byteOfUnit(from + offset + at);
      return { node: inner, start: base, base, commands: [] };
    });
  });
}

interface BodyStatement {
  /** Of the body, from 1. */
  readonly line: number;
  readonly sql: string;
}

function statementsOf(sql: string): BodyStatement[] {
  try {
    return [...statementsIn(parsePlPgSQLSync(sql))];
  } catch {
    return [];
  }
}

function parsed(sql: string): Node[] {
  try {
    return (parseSync(sql).stmts ?? []).flatMap(({ stmt }) => stmt ?? []);
  } catch {
    return [];
  }
}

/** Walks a tree of PL/pgSQL, whose shape has no types. */
function* statementsIn(tree: unknown): Generator<BodyStatement> {
  if (typeof tree !== "object" || tree === null) return;
  for (const [kind, child] of Object.entries(tree)) {
    const line = Number(child?.lineno ?? 0);
    if (kind === "PLpgSQL_stmt_execsql") yield { line, sql: child.sqlstmt?.PLpgSQL_expr?.query ?? "" };
    else if (kind === "PLpgSQL_stmt_commit") yield { line, sql: "COMMIT" };
    else if (kind === "PLpgSQL_stmt_rollback") yield { line, sql: "ROLLBACK" };
    else yield* statementsIn(child);
  }
}

function lineStart(text: string, line: number): number {
  return text
    .split("\n")
    .slice(0, line - 1)
    .join("\n").length;
}
