import { quoteLiteral } from "../quote.ts";
import { allow } from "./allow.ts";
import { type Bridge, bridgeFunction, bridgeTrigger, dropBridge, equalConstraint } from "./bridge.ts";
import { batches, type ChangeStep, locks, noTransaction, shortLocks } from "./change-step.ts";
import type { ColumnFacts } from "./column-facts.ts";
import { fillCopy } from "./fill-copy.ts";
import type { CopiedIndex } from "./index-copies.ts";
import { sqlName } from "./sql-name.ts";

/** What a rename is made of. */
export type RenameFacts = Pick<
  ColumnFacts,
  "table_name" | "table" | "column" | "new_column" | "type" | "collation" | "grants"
> & {
  readonly indexes: readonly CopiedIndex[];
};

/**
 * The steps that rename a column while the application goes on: a copy under the new name, kept equal by a trigger,
 * filled, proved equal; then original and copy exchange their names in one transaction, and the copy, which has the old
 * name now, is dropped. What hangs on the column (default, identity, indexes, constraints, foreign keys, privileges,
 * policies, views, comment) stays with the original, so that the end is what `ALTER TABLE ... RENAME COLUMN` makes.
 */
export function renameColumn(facts: RenameFacts): ChangeStep[] {
  const { table, column, new_column: newColumn, indexes } = facts;
  const stem = `${facts.table_name}_${unquoted(newColumn)}`;
  const before: Bridge = { table, stem, original: column, copy: newColumn };
  const after: Bridge = { ...before, original: newColumn, copy: column };
  const equal = sqlName(stem, "_equal");
  const grantsOf = (name: string) => facts.grants.map((grant) => grantOn(grant, newColumn, name));

  return [
    {
      name: "add",
      does: `adds ${newColumn}, empty`,
      lock: locks.brief,
      up: shortLocks + addCopy(facts, before, grantsOf(newColumn)),
      down: `${shortLocks}ALTER TABLE ${table} DROP COLUMN ${newColumn};\n`,
    },
    {
      name: "write_both",
      does: `a trigger keeps ${column} and ${newColumn} equal in each row that is written`,
      lock: locks.trigger,
      up: shortLocks + bridgeFunction(before) + bridgeTrigger(before),
      down: shortLocks + dropBridge(before),
    },
    {
      name: "backfill",
      does: `fills ${newColumn} in the rows that were there before`,
      lock: locks.rows,
      up: batches + fillCopy(before),
      down: "-- Nothing to undo: what was filled goes with the column.\n",
    },
    ...indexes.map((index, at) => ({
      name: indexes.length === 1 ? "index" : `index_${at + 1}`,
      does: `builds ${index.name} a second time, for ${newColumn}`,
      lock: locks.beside,
      up:
        noTransaction +
        allow(["prefer-declared-index"], createCopy(index, "CONCURRENTLY IF NOT EXISTS ", table, index.body)),
      down: `${noTransaction}DROP INDEX CONCURRENTLY IF EXISTS ${copyName(index)};\n`,
    })),
    {
      name: "constrain",
      does: "demands from now on that both be equal",
      lock: locks.brief,
      up: `${shortLocks}${equalConstraint(before)} NOT VALID;\n`,
      down: `${shortLocks}ALTER TABLE ${table} DROP CONSTRAINT ${equal};\n`,
    },
    {
      name: "validate",
      does: "proves that both are equal in every row",
      lock: locks.beside,
      up: `ALTER TABLE ${table} VALIDATE CONSTRAINT ${equal};\nANALYZE ${table} (${newColumn});\n`,
      down: `${shortLocks}ALTER TABLE ${table} DROP CONSTRAINT ${equal};\n${equalConstraint(before)} NOT VALID;\n`,
    },
    {
      name: "swap",
      does: `the two exchange their names: what was ${column} is ${newColumn}`,
      lock: locks.brief,
      up: shortLocks + exchange(after),
      down: shortLocks + exchange(before),
      application: `may use ${newColumn} in place of ${column}; both work, for reading and for writing`,
    },
    {
      name: "drop",
      does: `drops the copy, which is ${column} now, and its trigger`,
      lock: locks.brief,
      up: `${shortLocks}${dropBridge(after)}${allow(["ban-drop-column"], `ALTER TABLE ${table} DROP COLUMN ${column};\n`)}`,
      down: comeBack(facts, after, grantsOf(column)),
      application: `must use ${newColumn} alone before this runs`,
    },
  ];
}

function addCopy(facts: RenameFacts, { table, copy }: Bridge, grants: readonly string[]): string {
  const { column, new_column: newColumn, type, collation } = facts;
  const comment = `${column} is being renamed to ${newColumn}: a trigger keeps both equal`;
  return [
    `ALTER TABLE ${table} ADD COLUMN ${copy} ${type}${collation};`,
    `COMMENT ON COLUMN ${table}.${copy} IS ${quoteLiteral(comment)};`,
    ...grants.map((grant) => allow(["role-or-privilege"], `${grant};`)),
    "",
  ].join("\n");
}

function exchange(bridge: Bridge): string {
  const { table, stem, original, copy } = bridge;
  const between = sqlName(stem, "_swap");
  return `ALTER TABLE ${table} RENAME COLUMN ${copy} TO ${between};
ALTER TABLE ${table} RENAME COLUMN ${original} TO ${copy};
ALTER TABLE ${table} RENAME COLUMN ${between} TO ${original};
${bridgeFunction(bridge)}`;
}

/** Everything the drop took, in one transaction, for a file has no more. */
function comeBack(facts: RenameFacts, bridge: Bridge, grants: readonly string[]): string {
  const { table, original, copy } = bridge;
  // Of these the body has the old name.
  const indexes = facts.indexes.map((index) =>
    allow(["require-concurrent-index-creation"], createCopy(index, "", table, index.former)),
  );
  return `-- Fills the whole table in one transaction, which blocks it meanwhile: once clients use the new name alone, go back
-- by a rename in the other direction instead.
${addCopy(facts, bridge, grants)}${bridgeFunction(bridge)}${bridgeTrigger(bridge)}${allow(["unbatched-backfill"], `UPDATE ${table} SET ${copy} = ${original};\n`)}${allow(["constraint-missing-not-valid"], `${equalConstraint(bridge)};\n`)}${indexes.join("")}`;
}

function createCopy(index: CopiedIndex, how: string, table: string, body: string): string {
  return `CREATE ${index.unique ? "UNIQUE " : ""}INDEX ${how}${copyName(index)} ON ${table}\n  ${body};\n`;
}

function copyName({ name }: CopiedIndex): string {
  return sqlName(name, "_copy");
}

/** The catalog's grants name the new column; the copy has the old name once it has come back. */
function grantOn(grant: string, newColumn: string, name: string): string {
  return grant.replace(`(${newColumn})`, () => `(${name})`);
}

function unquoted(name: string): string {
  return name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name;
}
