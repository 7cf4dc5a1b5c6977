import type { TypeName } from "libpg-query";
import { nodesOf, textsOf } from "./node-of.ts";

/** A column's type. */
export interface ColumnType {
  /** The catalog's name without a schema: `int4` however it was written, and `serial` as it is. */
  readonly name: string;
  /** Length, or precision and scale. */
  readonly modifiers: readonly number[];
  readonly array: boolean;
}

const shortNames: Readonly<Record<string, string>> = {
  serial4: "serial",
  serial8: "bigserial",
  serial2: "smallserial",
};

/** The type that SQL names. */
export function typeOf({ names, typmods, arrayBounds }: TypeName): ColumnType {
  const name = textsOf(names).at(-1) ?? "";
  return {
    name: shortNames[name] ?? name,
    modifiers: nodesOf(typmods, "A_Const").map(({ ival }) => ival?.ival ?? 0),
    array: (arrayBounds ?? []).length > 0,
  };
}

/** The words people use. */
const spoken: Readonly<Record<string, string>> = {
  int2: "smallint",
  int4: "integer",
  int8: "bigint",
  bool: "boolean",
  float4: "real",
  float8: "double precision",
  bpchar: "char",
};

/** A type in the words people use, e.g. `varchar(50)[]`. */
export function typeSql({ name, modifiers, array }: ColumnType): string {
  const length = modifiers.length === 0 ? "" : `(${modifiers.join(", ")})`;
  return `${spoken[name] ?? name}${length}${array ? "[]" : ""}`;
}
