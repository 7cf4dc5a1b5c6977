import { notOfExtension, privilegesOf, roleName, schemaOids } from "./parts.ts";

/** Functions, procedures and aggregates; an aggregate has no definition to print, and what it is made of is functions. */
export const routines = `
  SELECT 'routine ' || p.oid::regprocedure AS object,
         jsonb_build_object(
           'owner', ${roleName("p.proowner")}, 'sort', p.prokind,
           'definition', CASE WHEN p.prokind <> 'a' THEN pg_get_functiondef(p.oid) END,
           'comment', obj_description(p.oid, 'pg_proc')
         ) || ${privilegesOf("p.proacl", "f", "p.proowner")} AS properties
  FROM pg_proc p
  WHERE p.pronamespace IN (${schemaOids}) AND ${notOfExtension("pg_proc", "p.oid")}`;

/** Enums, domains, ranges and composite types; a table's row type and the array of a type come with those. */
export const types = `
  SELECT 'type ' || t.oid::regtype AS object,
         jsonb_build_object(
           'sort', t.typtype, 'owner', ${roleName("t.typowner")},
           'labels', (SELECT jsonb_agg(e.enumlabel ORDER BY e.enumsortorder) FROM pg_enum e WHERE e.enumtypid = t.oid),
           'based on', CASE WHEN t.typbasetype <> 0 THEN format_type(t.typbasetype, t.typtypmod) END,
           'not null', t.typnotnull, 'default', t.typdefault,
           'range of', (SELECT r.rngsubtype::regtype::text FROM pg_range r WHERE r.rngtypid = t.oid),
           'comment', obj_description(t.oid, 'pg_type')
         ) || ${privilegesOf("t.typacl", "T", "t.typowner")} AS properties
  FROM pg_type t
  WHERE t.typnamespace IN (${schemaOids}) AND t.typcategory <> 'A' AND ${notOfExtension("pg_type", "t.oid")}
    AND NOT EXISTS (SELECT FROM pg_class c WHERE c.oid = t.typrelid AND c.relkind <> 'c')`;
