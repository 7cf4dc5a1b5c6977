import { commentOf, notOfExtension, schemaOid } from "./in-schema.ts";

/** Sequences of schema $1, a line each; how far they have counted is data. */
export const sequences = `
  SELECT concat_ws(' ', 'sequence', quote_ident(c.relname), 'owner ' || pg_get_userbyid(c.relowner),
           s.seqtypid::regtype, 'start ' || s.seqstart, 'by ' || s.seqincrement, 'from ' || s.seqmin, 'to ' || s.seqmax,
           'cache ' || s.seqcache, CASE WHEN s.seqcycle THEN 'cycle' END,
           (SELECT 'owned by ' || d.refobjid::regclass || '.' || quote_ident(a.attname)
            FROM pg_depend d JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
            WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.refclassid = 'pg_class'::regclass
              AND d.deptype IN ('a', 'i')),
           ${commentOf("obj_description(c.oid, 'pg_class')")}) AS line
  FROM pg_class c JOIN pg_sequence s ON s.seqrelid = c.oid
  WHERE c.relnamespace = ${schemaOid} AND ${notOfExtension("pg_class", "c.oid")}`;
