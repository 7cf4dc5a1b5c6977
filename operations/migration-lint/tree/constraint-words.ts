import type { Constraint } from "libpg-query";
import type { AddedConstraint } from "./alterations.ts";
import { textsOf } from "./node-of.ts";
import { nameSql, relationSql } from "./relation.ts";

const suffixes: Readonly<Record<string, string>> = {
  CONSTR_PRIMARY: "pkey",
  CONSTR_UNIQUE: "key",
  CONSTR_FOREIGN: "fkey",
  CONSTR_CHECK: "check",
  CONSTR_EXCLUSION: "excl",
};

/** The name a constraint has, or the one that the server would give it. */
export function constraintName({ constraint, relation, column }: AddedConstraint): string {
  const { conname, contype = "" } = constraint;
  const columns = column?.column.colname === undefined ? keysOf(constraint) : [column.column.colname];
  const between = contype === "CONSTR_PRIMARY" ? [] : columns;
  return nameSql(conname ?? [relation.relname ?? "", ...between, suffixes[contype] ?? ""].join("_"));
}

/** The columns a constraint is about, for SQL. */
export function constraintColumns({ constraint, column }: AddedConstraint): string {
  const columns = column === undefined ? keysOf(constraint) : [column.column.colname ?? ""];
  return columns.map(nameSql).join(", ");
}

/** What a foreign key points at, for SQL. */
export function referenceSql({ pktable, pk_attrs }: Constraint): string {
  const columns = textsOf(pk_attrs).map(nameSql).join(", ");
  return `REFERENCES ${relationSql(pktable ?? {})}${columns === "" ? "" : ` (${columns})`}`;
}

function keysOf({ keys, fk_attrs }: Constraint): string[] {
  return textsOf(fk_attrs ?? keys);
}
