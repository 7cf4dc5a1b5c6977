import type { ColumnDef, Constraint } from "libpg-query";
import type { Statement } from "../statement.ts";
import { nodeOf, nodesOf, textsOf } from "./node-of.ts";
import { nameSql } from "./relation.ts";
import { type ColumnType, typeOf, typeSql } from "./type-of.ts";

/** A column that a statement gives a type, in a new table or an old one. */
export interface DeclaredColumn {
  /** As SQL names it. */
  readonly name: string;
  readonly type: ColumnType;
  /** The type in words, e.g. `varchar(50)`. */
  readonly typeSql: string;
  /** Location of the type. */
  readonly at: number | undefined;
  /** Whether it identifies rows, here or elsewhere: such values grow with the number of rows. */
  readonly isKey: boolean;
}

/** The columns that a statement declares: CREATE TABLE, ADD COLUMN, ALTER COLUMN ... TYPE. */
export function declaredColumns({ node }: Statement): DeclaredColumn[] {
  const elements = nodeOf(node, "CreateStmt")?.tableElts;
  const keys = nodesOf(elements, "Constraint").flatMap(({ contype, keys, fk_attrs }) =>
    contype === "CONSTR_PRIMARY" ? textsOf(keys) : contype === "CONSTR_FOREIGN" ? textsOf(fk_attrs) : [],
  );
  const altered = nodesOf(nodeOf(node, "AlterTableStmt")?.cmds, "AlterTableCmd").flatMap(
    ({ subtype, name, def }) => {
      const column = nodeOf(def, "ColumnDef");
      if (column === undefined) return [];
      if (subtype === "AT_AddColumn") return [column];
      return subtype === "AT_AlterColumnType" ? [{ ...column, colname: name ?? "" }] : [];
    },
  );
  return [...nodesOf(elements, "ColumnDef"), ...altered].flatMap((column) => declared(column, keys));
}

const keyKinds: readonly Constraint["contype"][] = ["CONSTR_PRIMARY", "CONSTR_FOREIGN", "CONSTR_IDENTITY"];

function declared({ colname = "", typeName, constraints }: ColumnDef, keys: string[]): DeclaredColumn[] {
  if (typeName === undefined) return [];
  const type = typeOf(typeName);
  const isKey =
    keys.includes(colname) ||
    /(^|_)id$/.test(colname) ||
    type.name.endsWith("serial") ||
    nodesOf(constraints, "Constraint").some(({ contype }) => keyKinds.includes(contype));
  return [{ name: nameSql(colname), type, typeSql: typeSql(type), at: typeName.location, isKey }];
}
