import type { StatementFact } from "../../../../sql/index/preflight/distance-statements.ts";
import { hideValues } from "../../../../sql/session/hide-values.ts";
import type { PreflightFinding } from "../preflight-finding.ts";
import type { PreflightSubject } from "../preflight-subject.ts";

/** The operator that each end of an operator class's name serves. Source: pgvector's README, Indexing. */
const served: Readonly<Record<string, string>> = {
  l2: "<->",
  ip: "<#>",
  cosine: "<=>",
  l1: "<+>",
  hamming: "<~>",
  jaccard: "<%>",
};
/** Characters of a statement that are shown. */
const shown = 100;

/** The operator an index of pgvector's serves; `undefined` for others. */
export function operatorOf(opclass: string | null | undefined, method: string): string | undefined {
  if (method !== "hnsw" && method !== "ivfflat") return undefined;
  // pgvector has one default: vector_l2_ops, for ivfflat.
  const metric = /_(l2|ip|cosine|l1|hamming|jaccard)_ops$/.exec(opclass ?? "vector_l2_ops")?.[1];
  return metric === undefined ? undefined : served[metric];
}

/** Statements that order by another distance than the index serves: they read the whole table, and nothing says so. */
export function distanceOperator({
  schema,
  shape,
  table,
  others,
  statements,
}: PreflightSubject): PreflightFinding[] {
  const [key] = shape.keys;
  const operator = operatorOf(key?.opclass, shape.method);
  const column = columnIn(
    key?.text,
    table.columns.map(({ name }) => name),
  );
  if (operator === undefined || column === undefined) return [];
  const alsoServed = others
    .filter((other) => columnIn(other.shape.keys[0]?.text, [column]) === column)
    .map((other) => operatorOf(other.shape.keys[0]?.opclass, other.shape.method));
  const unserved = statements.flatMap((statement) => {
    const used = distanceIn(statement.query, table.name, column);
    return used === undefined || used === operator || alsoServed.includes(used) ? [] : [{ statement, used }];
  });
  const [worst] = unserved;
  if (worst === undefined) return [];
  const more = unserved.length > 1 ? `, and ${unserved.length - 1} more` : "";
  return [
    {
      level: "warning",
      property: "keys[0]",
      what: `statements order ${schema}.${table.name} by ${column} ${worst.used}, and this index serves ${operator} alone: ${shortened(worst.statement)}${more}`,
      mend: `Use an operator class for ${worst.used}, or order by ${operator}.`,
    },
  ];
}

/** The operator of distance that a statement orders a table's column by. */
export function distanceIn(query: string, table: string, column: string): string | undefined {
  const name = (text: string) => `"?${text.replaceAll(/[^\w]/g, "\\$&")}"?`;
  if (!new RegExp(`\\b(?:from|join)\\b[^;]*?(?<![\\w"])${name(table)}(?![\\w"])`, "is").test(query))
    return undefined;
  const order = `\\border\\s+by\\b[^;]*?(?<![\\w"])${name(column)}(?:::\\w+(?:\\(\\d+\\))?)?\\)?\\s*(<->|<=>|<#>|<\\+>|<~>|<%>)`;
  return new RegExp(order, "is").exec(query)?.[1];
}

/** The one of these columns that a key is made of. */
function columnIn(text: string | undefined, columns: readonly string[]): string | undefined {
  const words = text?.match(/"(?:[^"]|"")+"|\w+/g)?.map((word) => word.replaceAll('"', ""));
  return columns.find((column) => words?.includes(column));
}

function shortened({ query, calls }: StatementFact): string {
  const line = hideValues(query).replaceAll(/\s+/g, " ").trim();
  return `${line.length > shown ? `${line.slice(0, shown)}…` : line} (${calls.toLocaleString("en-US")} ${calls === 1 ? "call" : "calls"})`;
}
