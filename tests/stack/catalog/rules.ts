import { firstOid, schemaOids } from "./parts.ts";

/** Triggers; those of a foreign key are its own, and have a name with an OID in it. */
export const triggers = `
  SELECT 'trigger ' || quote_ident(t.tgname) || ' of ' || t.tgrelid::regclass AS object,
         jsonb_build_object('definition', pg_get_triggerdef(t.oid), 'enabled', t.tgenabled,
                            'comment', obj_description(t.oid, 'pg_trigger')) AS properties
  FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
  WHERE NOT t.tgisinternal AND c.relnamespace IN (${schemaOids})`;

/** Policies of row security. */
export const policies = `
  SELECT 'policy ' || quote_ident(p.polname) || ' of ' || p.polrelid::regclass AS object,
         jsonb_build_object(
           'command', p.polcmd, 'permissive', p.polpermissive, 'using', pg_get_expr(p.polqual, p.polrelid),
           'check', pg_get_expr(p.polwithcheck, p.polrelid),
           'roles', (SELECT jsonb_agg(CASE r WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(r)::text END ORDER BY 1)
                     FROM unnest(p.polroles) r)) AS properties
  FROM pg_policy p
  WHERE p.oid >= ${firstOid}`;

/** Rules, of a table: a view's own is its query. */
export const rewriteRules = `
  SELECT 'rule ' || quote_ident(r.rulename) || ' of ' || r.ev_class::regclass AS object,
         jsonb_build_object('definition', pg_get_ruledef(r.oid), 'enabled', r.ev_enabled) AS properties
  FROM pg_rewrite r
  WHERE r.oid >= ${firstOid} AND r.rulename <> '_RETURN'`;
