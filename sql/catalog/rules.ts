import { commentOf, inOneLine, schemaOid } from "./in-schema.ts";

/** Row security policies on schema $1's tables, a line each. */
export const policies = `
  SELECT concat_ws(' ', 'policy', quote_ident(c.relname) || '.' || quote_ident(p.polname),
           CASE WHEN p.polpermissive THEN 'permissive' ELSE 'restrictive' END, 'for ' || p.polcmd::text,
           'to ' || (SELECT string_agg(CASE r WHEN 0 THEN 'public' ELSE pg_get_userbyid(r)::text END, ', ' ORDER BY r)
                     FROM unnest(p.polroles) AS r),
           'using ' || pg_get_expr(p.polqual, p.polrelid), 'with check ' || pg_get_expr(p.polwithcheck, p.polrelid),
           ${commentOf("obj_description(p.oid, 'pg_policy')")}) AS line
  FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid WHERE c.relnamespace = ${schemaOid}`;

/** Rewrite rules of schema $1, a line each, but those that views are made of. */
export const rules = `
  SELECT concat_ws(' ', 'rule', quote_ident(c.relname) || '.' || quote_ident(r.rulename),
           ${inOneLine("pg_get_ruledef(r.oid)")}, CASE WHEN r.ev_enabled <> 'O' THEN 'enabled ' || r.ev_enabled::text END) AS line
  FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
  WHERE c.relnamespace = ${schemaOid} AND r.rulename <> '_RETURN'`;
