import type { ColumnDef } from "libpg-query";
import { nodeOf, textsOf } from "./node-of.ts";
import type { ColumnType } from "./type-of.ts";

/** Whether a value is stored alike before and after, so that nothing is rewritten. */
export function keepsStored(before: ColumnType, after: ColumnType): boolean {
  if (before.array !== after.array) return false;
  const [had = 0, hadScale = 0] = before.modifiers;
  const [has = 0, hasScale = 0] = after.modifiers;
  const limited = after.modifiers.length > 0;
  const wasLimited = before.modifiers.length > 0;
  if (before.name !== after.name) {
    const texts = ["text", "varchar"];
    return (
      texts.includes(before.name) && texts.includes(after.name) && (!limited || (wasLimited && has >= had))
    );
  }
  if (!limited) return before.name !== "bpchar" || wasLimited === limited;
  if (before.name === "numeric") return wasLimited && hasScale === hadScale && has >= had;
  if (before.name === "varchar" || before.name === "varbit") return wasLimited && has >= had;
  return has === had && hasScale === hadScale;
}

/** USING that is more than the column itself computes each value. */
export function isComputed({ raw_default }: ColumnDef, column: string | undefined): boolean {
  if (raw_default === undefined) return false;
  const plain = nodeOf(raw_default, "ColumnRef") ?? nodeOf(nodeOf(raw_default, "TypeCast")?.arg, "ColumnRef");
  return textsOf(plain?.fields).at(-1) !== column;
}
