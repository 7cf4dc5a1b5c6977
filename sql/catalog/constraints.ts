import { commentOf, notOfExtension, schemaOid } from "./in-schema.ts";

/** Constraints of schema $1, a line each; NOT NULL is a property of its column in every version. */
export const constraints = `
  SELECT concat_ws(' ', 'constraint',
           CASE k.conrelid WHEN 0 THEN k.contypid::regtype::text ELSE k.conrelid::regclass::text END
             || '.' || quote_ident(k.conname),
           pg_get_constraintdef(k.oid), CASE WHEN k.coninhcount > 0 THEN 'inherited' END,
           ${commentOf("obj_description(k.oid, 'pg_constraint')")}) AS line
  FROM pg_constraint k
  WHERE k.connamespace = ${schemaOid} AND k.contype <> 'n' AND ${notOfExtension("pg_constraint", "k.oid")}`;
