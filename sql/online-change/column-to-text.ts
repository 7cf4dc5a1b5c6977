import { quoteLiteral } from "../quote.ts";
import { allow } from "./allow.ts";
import { type ChangeStep, locks, shortLocks } from "./change-step.ts";
import type { ColumnFacts } from "./column-facts.ts";
import { sqlName } from "./sql-name.ts";
import type { CheckOfColumn } from "./text-facts.ts";

/** What a change from `varchar` to `text` is made of. */
export type TextFacts = Pick<
  ColumnFacts,
  "table_name" | "column_name" | "table" | "column" | "type" | "collation" | "default"
> & {
  readonly checks: readonly CheckOfColumn[];
  /** In characters. */
  readonly maxLength: number;
};

/**
 * The steps that make a `varchar(n)` column `text` with a CHECK on its length, which can be changed later without touching
 * a row. The type changes in the catalog alone. A CHECK that is there would be checked again for every row while the table
 * is blocked: it is put in NOT VALID in the same statement, and validated beside the load like the new one.
 */
export function columnToText(facts: TextFacts): ChangeStep[] {
  const { table, column, checks, maxLength, type, collation } = facts;
  const length = sqlName(`${facts.table_name}_${facts.column_name}`, "_length");
  const add = (name: string, definition: string) => `ADD CONSTRAINT ${name} ${definition} NOT VALID`;
  const lengthCheck = `CHECK (length(${column}) <= ${maxLength})`;
  const comments = checks
    .filter((check) => check.comment !== null)
    .map(
      (check) => `COMMENT ON CONSTRAINT ${check.name} ON ${table} IS ${quoteLiteral(check.comment ?? "")};\n`,
    );
  const toValidate = [...checks.filter(({ validated }) => validated).map(({ name }) => name), length];
  const asNotValid = [
    ...checks.filter(({ validated }) => validated),
    { name: length, definition: lengthCheck },
  ].flatMap(({ name, definition }) => [`DROP CONSTRAINT ${name}`, add(name, definition)]);

  return [
    {
      name: "to_text",
      does: `makes ${column} text; a new value has at most ${maxLength} characters`,
      lock: locks.brief,
      up:
        shortLocks +
        alter(table, [
          ...checks.map(({ name }) => `DROP CONSTRAINT ${name}`),
          `ALTER COLUMN ${column} TYPE text${collation}`,
          ...checks.map(({ name, definition }) => add(name, definition)),
          add(length, lengthCheck),
        ]) +
        comments.join(""),
      down: `-- Rewrites the table and its indexes, which blocks it meanwhile: every value is measured anew.\n${allow(
        [
          ...(type.includes("(") ? (["changing-column-type"] as const) : []),
          ...(checks.some(({ validated }) => validated) ? (["constraint-missing-not-valid"] as const) : []),
        ],
        alter(table, [
          `DROP CONSTRAINT ${length}`,
          ...checks.map(({ name }) => `DROP CONSTRAINT ${name}`),
          `ALTER COLUMN ${column} TYPE ${type}${collation}`,
          ...(facts.default === null ? [] : [`ALTER COLUMN ${column} SET DEFAULT ${facts.default}`]),
          ...checks.map(
            ({ name, definition, validated }) =>
              `ADD CONSTRAINT ${name} ${definition}${validated ? "" : " NOT VALID"}`,
          ),
        ]),
      )}${comments.join("")}`,
    },
    {
      name: "analyze",
      does: `takes statistics of ${column} anew: they went with the type`,
      lock: locks.beside,
      up: `ANALYZE ${table} (${column});\n`,
      down: "-- Nothing to undo: statistics are taken anew.\n",
    },
    {
      name: "validate",
      does: "proves that every row fits",
      lock: locks.beside,
      up: alter(
        table,
        toValidate.map((name) => `VALIDATE CONSTRAINT ${name}`),
      ),
      down: shortLocks + alter(table, asNotValid) + comments.join(""),
    },
  ];
}

function alter(table: string, actions: readonly string[]): string {
  return `ALTER TABLE ${table}\n  ${actions.join(",\n  ")};\n`;
}
