import type { Rule } from "../rule.ts";
import { alterations } from "../tree/alterations.ts";
import { isComputed, keepsStored } from "../tree/keeps-stored.ts";
import { nodeOf } from "../tree/node-of.ts";
import { nameSql } from "../tree/relation.ts";
import { typeOf, typeSql } from "../tree/type-of.ts";

/** A change of type that rewrites nothing still makes PostgreSQL check anew what reads the column. */
export const recheckingConstraint: Rule = {
  name: "rechecking-constraint",
  level: "error",
  why: "The type alone changes at once, but every row is checked again; until that is done, nobody can read the table or write to it.",
  check: (statement, context) => {
    const altered = alterations(statement, context);
    const dropped = altered
      .filter(({ command }) => command.subtype === "AT_DropConstraint")
      .map(({ command }) => command.name);
    return altered.flatMap(({ relation, table, command, at }) => {
      const column = command.subtype === "AT_AlterColumnType" ? nodeOf(command.def, "ColumnDef") : undefined;
      const before = context.known.typeOf(relation, command.name ?? "");
      if (column?.typeName === undefined || before === undefined) return [];
      const after = typeOf(column.typeName);
      const checks = context.known
        .checksOn(relation, command.name ?? "")
        .filter((name) => !dropped.includes(name));
      const rewrites = !keepsStored(before, after) || isComputed(column, command.name);
      if (rewrites || checks.length === 0) return [];
      const [name, names] = [nameSql(command.name ?? ""), checks.map(nameSql)];
      return [
        {
          at: at ?? column.location,
          what: `column ${name} of ${table} changes its type, and ${names.join(" and ")} on it is checked again`,
          mend: "Drop the constraint and add it NOT VALID in the same statement, and validate it in the migration after.",
          sql: [
            `ALTER TABLE ${table}`,
            ...names.map((check) => `  DROP CONSTRAINT ${check},`),
            `  ALTER COLUMN ${name} TYPE ${typeSql(after)},`,
            `${names.map((check) => `  ADD CONSTRAINT ${check} CHECK (...) NOT VALID`).join(",\n")};`,
            "-- in the next migration:",
            ...names.map((check) => `ALTER TABLE ${table} VALIDATE CONSTRAINT ${check};`),
          ].join("\n"),
        },
      ];
    });
  },
};
