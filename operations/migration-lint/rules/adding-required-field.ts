import type { Rule } from "../rule.ts";
import { addedColumns } from "../tree/alterations.ts";
import { nameSql } from "../tree/relation.ts";
import { typeOf, typeSql } from "../tree/type-of.ts";

/** A column that fills itself (a default, an identity, a generated value) is none of these. */
export const addingRequiredField: Rule = {
  name: "adding-required-field",
  level: "error",
  why: "The rows there are have no value for it, so the statement fails on a table that has any; and the running version, which does not know the column, could insert nothing more.",
  check: (statement, context) =>
    addedColumns(statement, context)
      .filter(({ has }) => has("CONSTR_NOTNULL"))
      .filter(({ has }) => !has("CONSTR_DEFAULT") && !has("CONSTR_IDENTITY") && !has("CONSTR_GENERATED"))
      .filter(({ column }) => !(column.typeName && typeOf(column.typeName).name.endsWith("serial")))
      .map(({ table, at, column }) => {
        const name = nameSql(column.colname ?? "");
        const type = column.typeName === undefined ? "..." : typeSql(typeOf(column.typeName));
        return {
          at,
          what: `column ${name} is added to ${table} as NOT NULL without a default`,
          mend: "Give it a constant default, or add it nullable, fill it, and constrain it later.",
          sql: `ALTER TABLE ${table} ADD COLUMN ${name} ${type} NOT NULL DEFAULT ...;`,
        };
      }),
};
