import type { Rule } from "../rule.ts";
import { alterations } from "../tree/alterations.ts";
import { isComputed, keepsStored } from "../tree/keeps-stored.ts";
import { nodeOf } from "../tree/node-of.ts";
import { nameSql } from "../tree/relation.ts";
import { typeOf, typeSql } from "../tree/type-of.ts";

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
