import { notOfExtension, privilegesOf, roleName, schemaOids } from "./parts.ts";

/** What each gives is text: a bigint is more than a number of JSON. Where it stands is data; see rows. */
export const sequences = `
  SELECT 'sequence ' || c.oid::regclass AS object,
         jsonb_build_object(
           'owner', ${roleName("c.relowner")}, 'type', s.seqtypid::regtype::text, 'start', s.seqstart::text,
           'from', s.seqmin::text, 'to', s.seqmax::text, 'by', s.seqincrement::text, 'cache', s.seqcache::text, 'cycle', s.seqcycle,
           'persistence', c.relpersistence,
           'owned by', (SELECT d.refobjid::regclass || '.' || a.attname || ', ' || d.deptype::text
                        FROM pg_depend d JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
                        WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i')),
           'comment', obj_description(c.oid, 'pg_class')
         ) || ${privilegesOf("c.relacl", "s", "c.relowner")} AS properties
  FROM pg_class c JOIN pg_sequence s ON s.seqrelid = c.oid
  WHERE c.relnamespace IN (${schemaOids}) AND ${notOfExtension("pg_class", "c.oid")}`;
