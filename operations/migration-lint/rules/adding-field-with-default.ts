import type { Rule } from "../rule.ts";
import { type AddedColumn, addedColumns } from "../tree/alterations.ts";
import { nameSql } from "../tree/relation.ts";
import { typeOf, typeSql } from "../tree/type-of.ts";
import { volatileFunction } from "../tree/volatility.ts";

/** A constant, and what is the same for a whole statement, is kept once for all rows there are. */
export const addingFieldWithDefault: Rule = {
  name: "adding-field-with-default",
  level: "error",
  why: "The value differs from row to row, so the whole table is written anew; until that is done, nobody can read it or write to it.",
  check: (statement, context) =>
    addedColumns(statement, context)
      .filter(({ has }) => !has("CONSTR_PRIMARY"))
      .flatMap((added) => {
        const reason = differs(added);
        if (reason === undefined) return [];
        const { table, relation, at, column, has } = added;
        const name = nameSql(column.colname ?? "");
        const type = column.typeName === undefined ? "..." : plainType(typeSql(typeOf(column.typeName)));
        return [
          {
            at,
            what: `column ${name} is added to ${table} with ${reason}`,
            mend: has("CONSTR_GENERATED")
              ? "Add a plain column, fill it in batches, and keep it by a trigger; or compute it in a view."
              : "Add the column without a default, then set the default, and fill the rows there are in batches.",
            sql: [
              `ALTER TABLE ${table} ADD COLUMN ${name} ${type};`,
              ...(has("CONSTR_GENERATED")
                ? []
                : setDefault(table, name, sequenceOf(added, relation.relname))),
            ].join("\n"),
          },
        ];
      }),
};

/** The sequence that numbers the rows; nothing for a default that is no number. */
function sequenceOf({ column, has }: AddedColumn, table: string | undefined): string | undefined {
  const isSerial = column.typeName && typeOf(column.typeName).name.endsWith("serial");
  return has("CONSTR_IDENTITY") || isSerial ? nameSql(`${table}_${column.colname}_seq`) : undefined;
}

function setDefault(table: string, column: string, sequence: string | undefined): string[] {
  const set = (value: string) => `ALTER TABLE ${table} ALTER COLUMN ${column} SET DEFAULT ${value};`;
  if (sequence === undefined) return [set("...")];
  return [`CREATE SEQUENCE ${sequence} OWNED BY ${table}.${column};`, set(`nextval('${sequence}')`)];
}

function differs({ column, constraints }: AddedColumn): string | undefined {
  const type = column.typeName && typeOf(column.typeName).name;
  if (type?.endsWith("serial")) return `type ${type}, whose default takes a number for each row`;
  for (const { contype, raw_expr, generated_kind } of constraints) {
    if (contype === "CONSTR_IDENTITY") return "an identity, which takes a number for each row";
    if (contype === "CONSTR_GENERATED" && generated_kind === "s")
      return "a stored value, computed for each row";
    const call = contype === "CONSTR_DEFAULT" ? volatileFunction(raw_expr) : undefined;
    if (call !== undefined) return `a default that calls ${call}(), which may be volatile`;
  }
  return undefined;
}

function plainType(type: string): string {
  return type.replace("bigserial", "bigint").replace("smallserial", "smallint").replace("serial", "integer");
}
