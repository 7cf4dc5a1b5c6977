import type { IndexDefinition, IndexKey, IndexMethod } from "../../../model/index-definition.ts";
import { checkName } from "../../check-name.ts";
import type { Properties } from "../../properties.ts";
import type { CheckFailure } from "../../resource-handler.ts";
import { hasUnknown } from "../../unknown.ts";

/** What each access method can do. Source: PostgreSQL documentation, chapter 65, and pgvector's README. */
const methods: Readonly<
  Record<IndexMethod, { unique?: true; include?: true; order?: true; multicolumn?: true }>
> = {
  btree: { unique: true, include: true, order: true, multicolumn: true },
  hash: {},
  gin: { multicolumn: true },
  gist: { include: true, multicolumn: true },
  spgist: { include: true },
  brin: { multicolumn: true },
  hnsw: {},
  ivfflat: {},
};

/** Bounds of pgvector's storage parameters (pgvector README, HNSW and IVFFlat). */
const bounds: Readonly<Record<string, Readonly<Record<string, readonly [number, number]>>>> = {
  hnsw: { m: [2, 100], ef_construction: [4, 1000] },
  ivfflat: { lists: [1, 32_768] },
};

/** What a key can say, and the values where there are few. */
const keyFields: Readonly<Record<string, readonly string[]>> = {
  column: [],
  expression: [],
  opclass: [],
  order: ["asc", "desc"],
  nulls: ["first", "last"],
};

/** What can be said of a declared index without a server. */
export function checkIndex(inputs: Properties): CheckFailure[] {
  if (hasUnknown(inputs)) return [];
  const index = inputs as unknown as IndexDefinition & { readonly keys: readonly IndexKey[] };
  const method = index.method ?? "btree";
  const can = methods[method];
  if (can === undefined) {
    return [{ property: "method", reason: `"${method}" is none of ${Object.keys(methods).join(", ")}` }];
  }
  const failures = [...checkName("name", index.name), ...checkName("table", index.table)];
  const fail = (property: string, reason: string) => failures.push({ property, reason });
  if (index.keys.length === 0) fail("keys", "is empty");
  if (index.keys.length > 1 && !can.multicolumn) fail("keys", `an index of method ${method} has one key`);
  if (index.unique && !can.unique) fail("unique", `an index of method ${method} cannot be unique`);
  if (index.include?.length && !can.include)
    fail("include", `an index of method ${method} carries no columns`);
  if (String(inputs.schema).includes("."))
    fail("schema", "holds a dot, which ends the schema in the index's id");
  for (const [at, key] of index.keys.entries()) {
    for (const [field, value] of Object.entries(key)) {
      const values = keyFields[field];
      if (values === undefined)
        fail(`keys[${at}]`, `"${field}" is none of ${Object.keys(keyFields).join(", ")}`);
      else if (values.length > 0 && !values.includes(value))
        fail(`keys[${at}]`, `${field} "${value}" is none of ${values.join(", ")}`);
    }
    if ((key.column === undefined) === (key.expression === undefined)) {
      fail(`keys[${at}]`, "has either a column or an expression");
    }
    if ((key.order !== undefined || key.nulls !== undefined) && !can.order) {
      fail(`keys[${at}]`, `an index of method ${method} has no order`);
    }
  }
  for (const [parameter, [least, most]] of Object.entries(bounds[method] ?? {})) {
    const value = index.with?.[parameter];
    if (value !== undefined && (typeof value !== "number" || value < least || value > most)) {
      fail("with", `${parameter} must be ${least} to ${most}, not ${String(value)}`);
    }
  }
  const { m = 16, ef_construction: construction = 64 } = index.with ?? {};
  if (method === "hnsw" && Number(construction) < 2 * Number(m)) {
    fail("with", `ef_construction must be at least twice m, not ${String(construction)} for m ${String(m)}`);
  }
  return failures;
}
