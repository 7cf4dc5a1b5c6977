import type { Node } from "libpg-query";
import { parseSql } from "../../migration-lint/parse-sql.ts";
import { SourceText } from "../../migration-lint/source-text.ts";
import { nodeOf, nodesOf, textsOf } from "../../migration-lint/tree/node-of.ts";

/** How a condition of a plan compares a table's columns: what an index could do in its place. */
export interface ComparedColumns {
  /** Compared for equality, each once. */
  readonly equal: readonly string[];
  /** Compared by an order. */
  readonly ranged: readonly string[];
  /** Looked into with `@>`, as jsonb and arrays are. */
  readonly contained: readonly string[];
}

const orders: ReadonlySet<string> = new Set(["<", "<=", ">", ">="]);

/**
 * Reads a condition as EXPLAIN writes it, e.g. `((o.status = 'paid'::text) AND (o.created_at > $1))`; what is not a plain
 * column of the alias compared with something of another is passed over.
 */
export function comparedColumns(condition: string, alias: string): ComparedColumns {
  const found = { equal: new Set<string>(), ranged: new Set<string>(), contained: new Set<string>() };
  for (const term of termsOf(expressionOf(condition))) {
    const comparison = nodeOf(term, "A_Expr");
    const operator = textsOf(comparison?.name).at(-1) ?? "";
    const sides = [comparison?.lexpr, comparison?.rexpr];
    for (const [at, side] of sides.entries()) {
      const column = columnOf(side, alias);
      if (column === undefined || mentions(sides[1 - at], alias)) continue;
      if (operator === "=") found.equal.add(column);
      else if (orders.has(operator)) found.ranged.add(column);
      else if (operator === "@>" && at === 0) found.contained.add(column);
    }
  }
  return { equal: [...found.equal], ranged: [...found.ranged], contained: [...found.contained] };
}

/** A key of a sort, as EXPLAIN writes it: a column of the alias, and whether it runs downwards. */
export function sortedColumn(
  key: string,
  alias: string,
): { column: string; descending: boolean } | undefined {
  const descending = / DESC\b/.test(key);
  const column = columnOf(expressionOf(key.replace(/ (DESC|NULLS (FIRST|LAST)).*$/, "")), alias);
  return column === undefined ? undefined : { column, descending };
}

/** A sort by distance: the column, and pgvector's operator. */
export function distanceColumn(key: string, alias: string): { column: string; operator: string } | undefined {
  const comparison = nodeOf(expressionOf(key), "A_Expr");
  const operator = textsOf(comparison?.name).at(-1) ?? "";
  const column = columnOf(comparison?.lexpr, alias) ?? columnOf(comparison?.rexpr, alias);
  return column === undefined || !/^(<->|<=>|<#>|<\+>|<~>|<%>)$/.test(operator)
    ? undefined
    : { column, operator };
}

function expressionOf(text: string): Node | undefined {
  const parsed = parseSql(new SourceText(`SELECT ${text}`, {}));
  if ("message" in parsed) return undefined;
  const select = nodeOf(parsed.statements[0]?.node, "SelectStmt");
  return nodesOf(select?.targetList, "ResTarget")[0]?.val;
}

/** What must all be true. */
function termsOf(node: Node | undefined): Node[] {
  if (node === undefined) return [];
  const all = nodeOf(node, "BoolExpr");
  return all?.boolop === "AND_EXPR" ? (all.args ?? []).flatMap(termsOf) : [node];
}

/** The column, also one that is read as another type. */
function columnOf(node: Node | undefined, alias: string): string | undefined {
  const cast = nodeOf(node, "TypeCast");
  if (cast !== undefined) return columnOf(cast.arg, alias);
  const parts = textsOf(nodeOf(node, "ColumnRef")?.fields);
  if (parts.length === 1) return parts[0];
  return parts.length === 2 && parts[0] === alias ? parts[1] : undefined;
}

function mentions(tree: unknown, alias: string): boolean {
  if (typeof tree !== "object" || tree === null) return false;
  if ("ColumnRef" in tree && columnOf(tree as Node, alias) !== undefined) return true;
  return Object.values(tree).some((part) => mentions(part, alias));
}
