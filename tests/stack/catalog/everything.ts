import { firstOid } from "./parts.ts";
import type { CatalogReader } from "./read-catalog.ts";

/**
 * Catalogs whose rows have subjects of their own, with rules for what is left out: roles and databases, whose OIDs tell
 * nothing where the server was made from a copy; extensions, one of which may have brought another; parameters, most of
 * which are the administrator's to set.
 */
const elsewhere = ["pg_authid", "pg_auth_members", "pg_database", "pg_extension", "pg_parameter_acl"];

/**
 * Every object of every catalog by what PostgreSQL calls it, so that a sort of object no subject is about is seen too: a
 * cast, an event trigger, a publication, a foreign server.
 */
export async function everything(reader: CatalogReader): Promise<string> {
  const { rows } = await reader.query<{ catalog: string }>(
    `SELECT c.relname::text AS catalog FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'oid'
     WHERE c.relnamespace = 'pg_catalog'::regnamespace AND c.relkind = 'r' AND c.relname NOT IN ('${elsewhere.join("', '")}') ORDER BY 1`,
  );
  const all = rows.map(({ catalog }) => `SELECT '${catalog}'::regclass AS catalog, oid FROM ${catalog}`);
  return `
    SELECT 'there is ' || i.type || ' ' || i.identity AS object, '{}'::jsonb AS properties
    FROM (${all.join(" UNION ALL ")}) o, pg_identify_object(o.catalog, o.oid, 0) i
    WHERE o.oid >= ${firstOid}
      -- Their names have OIDs in them; the table, and the foreign key, they are there for are seen.
      AND coalesce(i.schema, '') <> 'pg_toast' AND i.identity !~ '^pg_toast\\.|"?RI_ConstraintTrigger_|^for pg_toast'
      AND NOT (o.catalog = 'pg_constraint'::regclass
               AND EXISTS (SELECT FROM pg_constraint k WHERE k.oid = o.oid AND k.contype = 'n'))
      AND NOT EXISTS (SELECT FROM pg_depend d JOIN pg_depend e
                        ON e.classid = d.refclassid AND e.objid = d.refobjid AND e.deptype = 'e'
                      WHERE d.classid = o.catalog AND d.objid = o.oid AND d.deptype IN ('i', 'a'))
      AND NOT EXISTS (SELECT FROM pg_depend d
                      WHERE d.classid = o.catalog AND d.objid = o.oid AND d.deptype = 'e')`;
}
