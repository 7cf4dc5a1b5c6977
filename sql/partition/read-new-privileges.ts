/**
 * Statements that give a table, oid $1, the privileges of a table that its owner makes in its schema, in place of those it has: what
 * was moved there is as if it had been made there.
 */
export const readNewPrivileges = `
  SELECT statement FROM (
    SELECT 1 AS step, format('REVOKE ALL ON TABLE %s FROM %s', c.oid::regclass, g.grantee) AS statement
    FROM pg_class c, LATERAL (
      SELECT DISTINCT CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END AS grantee
      FROM (SELECT c.relacl AS acl UNION ALL SELECT t.attacl FROM pg_attribute t WHERE t.attrelid = c.oid) AS held,
           aclexplode(held.acl) a WHERE a.grantee <> c.relowner) g
    WHERE c.oid = $1::oid
    UNION ALL
    SELECT 2, format('GRANT %s ON TABLE %s TO %s%s', string_agg(a.privilege_type, ', '), c.oid::regclass,
                  CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(a.grantee)) END,
                  CASE WHEN a.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
    FROM pg_class c
    JOIN pg_default_acl d ON d.defaclrole = c.relowner AND d.defaclobjtype = 'r' AND d.defaclnamespace IN (0, c.relnamespace),
         aclexplode(d.defaclacl) a
    WHERE c.oid = $1::oid AND a.grantee <> c.relowner
    GROUP BY c.oid, a.grantee, a.is_grantable
  ) AS privileges ORDER BY step`;
