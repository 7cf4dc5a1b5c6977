import type { SuperuserReference } from "../../../db/superuser/superuser-reference.ts";
import { superuserRows } from "../../../db/superuser/superuser-rows.ts";

/** Something in a database whose content is compared: a table's rows, a sequence's position, the large objects. */
export interface FingerprintItem {
  /** For people, e.g. `table commerce.orders`. */
  readonly what: string;
  /** One SELECT: how many rows, and two sums that are the same for the same rows in any order. */
  readonly query: string;
  readonly isTable: boolean;
}

interface Relation {
  readonly kind: "r" | "S";
  /** Quoted, with its schema. */
  readonly name: string;
  /** Quoted. */
  readonly columns: readonly string[];
}

/**
 * Tables with rows of their own, the largest first, and sequences. What belongs to an extension is made by the extension,
 * but for what it declares as its user's (`pg_extension_config_dump`) without a condition.
 */
const relationsQuery = `
SELECT c.relkind AS kind, format('%I.%I', n.nspname, c.relname) AS name,
  ARRAY(SELECT quote_ident(attname) FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped
    ORDER BY attnum) AS columns
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'S') AND c.relpersistence <> 't'
  AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_(catalog|toast|temp_|toast_temp_)'
  AND NOT EXISTS (
    SELECT FROM pg_depend d JOIN pg_extension e ON e.oid = d.refobjid
    WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e'
      AND d.refclassid = 'pg_extension'::regclass
      AND coalesce(e.extcondition[array_position(e.extconfig, c.oid)], 'none') <> '')
ORDER BY c.relkind DESC, pg_table_size(c.oid) DESC, 2`;

/** Summed up, so that no order is needed: a table need not have a key. Each sum takes half of a row's MD5. */
const sums =
  "count(*), coalesce(sum(('x' || left(h, 16))::bit(64)::int8), 0), coalesce(sum(('x' || right(h, 16))::bit(64)::int8), 0)";

/** In parts of a megabyte: one can have four terabytes. */
const largeObjects = `
SELECT ${sums} FROM (
  SELECT md5(m.oid || ' ' || at || ' ' || md5(lo_get(m.oid, at, 1048576))) AS h
  FROM pg_largeobject_metadata m
  LEFT JOIN (SELECT loid, max(pageno)::int8 * 2048 AS last FROM pg_largeobject GROUP BY 1) l ON l.loid = m.oid,
    generate_series(0, coalesce(last, 0), 1048576) AS at) AS parts`;

/** What there is to be compared in a database of the old server. */
export async function fingerprintItems(
  superuser: SuperuserReference,
  database: string,
): Promise<FingerprintItem[]> {
  const relations = await superuserRows<Relation>(superuser, relationsQuery, { database, timeout: 0 });
  const items = relations.map(({ kind, name, columns }): FingerprintItem => {
    if (kind === "S")
      return {
        what: `sequence ${name}`,
        query: `SELECT 1, last_value, is_called::int FROM ${name}`,
        isTable: false,
      };
    // By the old server's columns: a newer version of an extension may have added some to a table of its user's.
    const row = `ROW(${columns.map((column) => `t.${column}`).join(", ")})::text`;
    const query = `SELECT ${sums} FROM (SELECT md5(${row}) AS h FROM ONLY ${name} AS t) AS hashed`;
    return { what: `table ${name}`, query, isTable: true };
  });
  return [
    ...(relations.length > 0 ? items : []),
    { what: "large objects", query: largeObjects, isTable: false },
  ];
}
