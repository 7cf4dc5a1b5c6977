import type { IndexDefinition, IndexKey } from "../../model/index-definition.ts";
import type { IndexStorage } from "../../model/index-storage.ts";
import { formatQualified } from "../qualified-name.ts";
import { readOptions } from "./index-options.ts";
import type { IndexKeyRow, IndexRow, KeyPart } from "./read-index.ts";

/** The declaration that would make an index the catalog has, defaults left out. */
export function indexFromRow(name: string, row: IndexRow): IndexDefinition {
  return {
    name,
    table: row.table,
    keys: row.keys.map(keyFromRow),
    ...(row.method === "btree" ? {} : { method: row.method }),
    ...(row.unique ? { unique: true } : {}),
    ...(row.nulls_not_distinct ? { nullsNotDistinct: true } : {}),
    ...(row.include.length > 0 ? { include: row.include } : {}),
    ...(row.predicate === null ? {} : { where: row.predicate }),
    ...(row.storage.length > 0 ? { with: readOptions(row.storage) as IndexStorage } : {}),
    ...(row.tablespace === null ? {} : { tablespace: row.tablespace }),
    ...(row.comment === null ? {} : { comment: row.comment }),
  };
}

function keyFromRow(key: IndexKeyRow): IndexKey {
  const hasParameters = key.parameters.length > 0;
  return {
    ...(key.column === null ? { expression: key.expression ?? "" } : { column: key.column }),
    ...(key.collation === null || key.collation.default ? {} : { collation: nameOf(key.collation) }),
    // Parameters stand behind the class they are of, also where that is the default one.
    ...(key.opclass.default && !hasParameters ? {} : { opclass: nameOf(key.opclass) }),
    ...(hasParameters ? { opclassParameters: readOptions(key.parameters) } : {}),
    ...(key.descending ? { order: "desc" as const } : {}),
    // The default is NULLS LAST ascending and NULLS FIRST descending.
    ...(key.nulls_first === key.descending
      ? {}
      : { nulls: key.nulls_first ? ("first" as const) : ("last" as const) }),
  };
}

function nameOf({ schema, name }: KeyPart): string {
  return formatQualified(schema === null ? { name } : { schema, name });
}
