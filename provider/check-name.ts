import { longestName } from "../sql/fit-name.ts";
import type { CheckFailure } from "./resource-handler.ts";
import { unknown } from "./unknown.ts";

/** What is wrong with a name that PostgreSQL would cut, change or refuse. */
export function checkName(property: string, name: unknown): CheckFailure[] {
  if (typeof name !== "string" || name === unknown) return [];
  if (name === "") return [{ property, reason: "is empty" }];
  if (name.includes("\0")) return [{ property, reason: "holds a NUL character" }];
  const bytes = Buffer.byteLength(name);
  if (bytes <= longestName) return [];
  return [{ property, reason: `"${name}" has ${bytes} bytes; PostgreSQL cuts names after ${longestName}` }];
}
