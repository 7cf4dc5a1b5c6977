import type { Node } from "libpg-query";
import { nodeOf, textsOf } from "./node-of.ts";

/**
 * Functions of PostgreSQL that are not volatile and that defaults call. The parser does not know a function's volatility,
 * and one that somebody made is volatile unless it says otherwise.
 */
export const steadyFunctions: ReadonlySet<string> = new Set([
  "now",
  "transaction_timestamp",
  "statement_timestamp",
  "timezone",
  "date_trunc",
  "make_date",
  "make_interval",
  "make_timestamp",
  "make_timestamptz",
  "to_timestamp",
  "to_date",
  "to_char",
  "current_setting",
  "current_database",
  "lower",
  "upper",
  "btrim",
  "concat",
  "format",
  "md5",
  "sha256",
  "decode",
  "encode",
  "repeat",
  "abs",
  "jsonb_build_object",
  "jsonb_build_array",
  "json_build_object",
  "json_build_array",
  "to_json",
  "to_jsonb",
]);

/** The function in an expression that may give another value for each row; nothing where there is none. */
export function volatileFunction(tree: unknown): string | undefined {
  if (typeof tree !== "object" || tree === null) return undefined;
  const own = "FuncCall" in tree ? nameOfCall(tree as Node) : undefined;
  if (own !== undefined) return own;
  for (const child of Object.values(tree)) {
    const inside = volatileFunction(child);
    if (inside !== undefined) return inside;
  }
  return undefined;
}

function nameOfCall(node: Node): string | undefined {
  const parts = textsOf(nodeOf(node, "FuncCall")?.funcname);
  const ofPostgres = parts.length === 1 || parts[0] === "pg_catalog";
  return ofPostgres && steadyFunctions.has(parts.at(-1) ?? "") ? undefined : parts.join(".");
}
