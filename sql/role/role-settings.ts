import type { SettingValue } from "../../model/role-settings.ts";
import { quoteName } from "../quote.ts";
import { isSetting, quoteParameter, settingConstants } from "./setting-text.ts";

/** A row of {@link readRoleSettings}: a parameter that a role's sessions start with. */
export interface SettingRow {
  readonly parameter: string;
  readonly value: string;
  /** Set for this database; otherwise for every one. */
  readonly here: boolean;
}

/** What is set for role $1, in this database and in all. */
export const readRoleSettings = `
  SELECT split_part(kept, '=', 1) AS parameter, substr(kept, strpos(kept, '=') + 1) AS value, s.setdatabase <> 0 AS here
  FROM pg_db_role_setting s, unnest(s.setconfig) AS kept
  WHERE s.setrole = (SELECT oid FROM pg_roles WHERE rolname = $1)
    AND s.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
  ORDER BY 1, 3`;

type Settings = Readonly<Record<string, SettingValue>>;

/** Where rows differ from what is declared, in words, e.g. `statement_timeout is 5s, not 1s`. */
export function describeSettings(settings: Settings, rows: readonly SettingRow[]): string[] {
  const wrong = Object.entries(settings).flatMap(([parameter, value]) => {
    const row = rowOf(parameter, rows);
    if (row !== undefined && isSetting(parameter, value, row.value)) return [];
    const wanted = Array.isArray(value) ? value.join(", ") : String(value);
    return [`${parameter} is ${row === undefined ? "not set" : row.value}, not ${wanted}`];
  });
  const excess = undeclared(settings, rows).map(
    ({ parameter, value, here }) =>
      `${parameter} is ${value}${here ? "" : " in every database"}, not declared`,
  );
  return [...wrong, ...excess];
}

/** ALTER ROLE statements that make rows what is declared: what is not is taken back, in this database and in all. */
export function settingStatements(
  { role, database }: { readonly role: string; readonly database: string },
  settings: Settings,
  rows: readonly SettingRow[],
): string[] {
  const inDatabase = `ALTER ROLE ${quoteName(role)} IN DATABASE ${quoteName(database)}`;
  const anywhere = `ALTER ROLE ${quoteName(role)}`;
  return [
    ...undeclared(settings, rows).map(
      ({ parameter, here }) => `${here ? inDatabase : anywhere} RESET ${quoteParameter(parameter)}`,
    ),
    ...Object.entries(settings).flatMap(([parameter, value]) => {
      const row = rowOf(parameter, rows);
      return row !== undefined && isSetting(parameter, value, row.value)
        ? []
        : [`${inDatabase} SET ${quoteParameter(parameter)} TO ${settingConstants(parameter, value)}`];
    }),
  ];
}

function rowOf(parameter: string, rows: readonly SettingRow[]): SettingRow | undefined {
  return rows.find((row) => row.here && row.parameter.toLowerCase() === parameter.toLowerCase());
}

function undeclared(settings: Settings, rows: readonly SettingRow[]): SettingRow[] {
  const declared = new Set(Object.keys(settings).map((parameter) => parameter.toLowerCase()));
  return rows.filter(({ here, parameter }) => !here || !declared.has(parameter.toLowerCase()));
}
