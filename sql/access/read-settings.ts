/** One setting that sessions begin with, by ALTER ROLE or ALTER DATABASE ... SET. */
export interface SettingFact {
  /** `null` for every role. */
  readonly role: string | null;
  /** Whether it holds in this database alone; else in every one. */
  readonly in_database: boolean;
  readonly name: string;
  readonly value: string;
}

/** Reads the settings that reach sessions of this database. */
export const readSettings = `
  SELECT r.rolname::text AS role, s.setdatabase <> 0 AS in_database,
         split_part(c.setting, '=', 1) AS name, substr(c.setting, strpos(c.setting, '=') + 1) AS value
  FROM pg_db_role_setting s CROSS JOIN LATERAL unnest(s.setconfig) AS c (setting)
  LEFT JOIN pg_roles r ON r.oid = s.setrole
  WHERE s.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
    AND (s.setrole = 0 OR r.oid IS NOT NULL)
  ORDER BY 1, 2, 3`;
