import { commentOf, inOneLine, notOfExtension, schemaOid } from "./in-schema.ts";

/** Functions, procedures and aggregates of schema $1, a line each. */
export const routines = `
  SELECT concat_ws(' ',
           CASE p.prokind WHEN 'a' THEN 'aggregate' WHEN 'p' THEN 'procedure' ELSE 'function' END,
           p.oid::regprocedure, 'owner ' || pg_get_userbyid(p.proowner),
           CASE WHEN p.prokind <> 'a' THEN ${inOneLine("pg_get_functiondef(p.oid)")} END,
           (SELECT concat_ws(' ', 'over', g.aggtransfn, 'state', g.aggtranstype::regtype, 'final', g.aggfinalfn,
                             'initially ' || quote_literal(g.agginitval))
            FROM pg_aggregate g WHERE g.aggfnoid = p.oid),
           ${commentOf("obj_description(p.oid, 'pg_proc')")}) AS line
  FROM pg_proc p WHERE p.pronamespace = ${schemaOid} AND ${notOfExtension("pg_proc", "p.oid")}`;

/** Triggers on schema $1's relations, a line each; those of constraints are the constraints' own. */
export const triggers = `
  SELECT concat_ws(' ', 'trigger', quote_ident(c.relname) || '.' || quote_ident(t.tgname), pg_get_triggerdef(t.oid),
           CASE WHEN t.tgenabled <> 'O' THEN 'enabled ' || t.tgenabled::text END,
           ${commentOf("obj_description(t.oid, 'pg_trigger')")}) AS line
  FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
  WHERE c.relnamespace = ${schemaOid} AND NOT t.tgisinternal`;
