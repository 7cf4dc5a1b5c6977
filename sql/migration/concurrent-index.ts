import { stripSql } from "./strip-sql.ts";

/** Name of the index that a statement builds without blocking writers, as the catalog would have it, or `undefined`. */
export function concurrentlyBuilt(sql: string): string | undefined {
  const found =
    /\bCREATE\s+(?:UNIQUE\s+)?INDEX\s+CONCURRENTLY\s+(?:IF\s+NOT\s+EXISTS\s+)?(?!ON\b)(?<name>"[^"]+"|[a-z_][\w$]*)/i.exec(
      stripSql(sql),
    )?.groups?.name;
  return found?.startsWith('"') ? found.slice(1, -1) : found?.toLowerCase();
}

/** Whether a statement waits for other transactions while it blocks nobody. */
export function isConcurrent(sql: string): boolean {
  return /\bCONCURRENTLY\b/i.test(stripSql(sql));
}
