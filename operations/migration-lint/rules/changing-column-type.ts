import type { ColumnDef } from "libpg-query";
import type { Rule } from "../rule.ts";
import { alterations } from "../tree/alterations.ts";
import { nodeOf, textsOf } from "../tree/node-of.ts";
import { nameSql } from "../tree/relation.ts";
import { type ColumnType, typeOf, typeSql } from "../tree/type-of.ts";

/** Changes that keep what is stored are none: varchar gets longer or becomes text, numeric gets more digits. */
export const changingColumnType: Rule = {
  name: "changing-column-type",
  level: "error",
  why: "The table and its indexes are written anew; until that is done, nobody can read it or write to it. The running version may not know the new type.",
  check: (statement, context) =>
    alterations(statement, context).flatMap(({ relation, table, command, at }) => {
      const column = command.subtype === "AT_AlterColumnType" ? nodeOf(command.def, "ColumnDef") : undefined;
      if (column?.typeName === undefined) return [];
      const before = context.known.typeOf(relation, command.name ?? "");
      const after = typeOf(column.typeName);
      if (before !== undefined && keepsStored(before, after) && !isComputed(column, command.name)) return [];
      const [name, fresh] = [nameSql(command.name ?? ""), nameSql(`${command.name}_new`)];
      return [
        {
          at: at ?? column.location,
          what: `column ${name} of ${table} changes its type from ${before === undefined ? "one that no migration here declares" : typeSql(before)} to ${typeSql(after)}`,
          mend: "Add a column of the new type, write both, fill it in batches, and change over.",
          sql: `ALTER TABLE ${table} ADD COLUMN ${fresh} ${typeSql(after)};`,
        },
      ];
    }),
};

/** Whether a value is stored alike before and after, so that nothing is rewritten. */
function keepsStored(before: ColumnType, after: ColumnType): boolean {
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
function isComputed({ raw_default }: ColumnDef, column: string | undefined): boolean {
  if (raw_default === undefined) return false;
  const plain = nodeOf(raw_default, "ColumnRef") ?? nodeOf(nodeOf(raw_default, "TypeCast")?.arg, "ColumnRef");
  return textsOf(plain?.fields).at(-1) !== column;
}
