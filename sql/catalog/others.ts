import { notOfExtension, schemaOid } from "./in-schema.ts";

/** Statistics objects of schema $1, a line each. */
export const statistics = `
  SELECT concat_ws(' ', 'statistics', quote_ident(s.stxname), pg_get_statisticsobjdef(s.oid)) AS line
  FROM pg_statistic_ext s WHERE s.stxnamespace = ${schemaOid}`;

/** Catalogs of what is rarely made, with the columns of its name and its schema. */
const rare = [
  ["collation", "pg_collation", "collname", "collnamespace"],
  ["conversion", "pg_conversion", "conname", "connamespace"],
  ["operator", "pg_operator", "oid::regoperator::text", "oprnamespace"],
  ["operator class", "pg_opclass", "opcname", "opcnamespace"],
  ["operator family", "pg_opfamily", "opfname", "opfnamespace"],
  ["text search configuration", "pg_ts_config", "cfgname", "cfgnamespace"],
  ["text search dictionary", "pg_ts_dict", "dictname", "dictnamespace"],
] as const;

/** What is rarely made in schema $1: that it is there, a line each. */
export const rarities = rare
  .map(
    ([kind, catalog, name, schema]) => `
  SELECT '${kind} ' || o.${name} AS line FROM ${catalog} o
  WHERE o.${schema} = ${schemaOid} AND ${notOfExtension(catalog, "o.oid")}`,
  )
  .join("\n  UNION ALL");
