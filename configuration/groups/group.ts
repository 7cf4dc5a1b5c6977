import type { DecidingSetting, Parameter, ParameterGroup } from "../parameter.ts";

/** Name, value, what a change needs, why, and the settings that decide. */
export type Row = readonly [
  name: string,
  value: string | number,
  change: Parameter["change"],
  why: string,
  ...changedBy: DecidingSetting[],
];

/** The parameters of one group from rows that read like a table. */
export function group(name: ParameterGroup, rows: readonly Row[]): Parameter[] {
  return rows.map(([parameter, value, change, why, ...changedBy]) => ({
    name: parameter,
    group: name,
    value: String(value),
    change,
    why,
    changedBy,
  }));
}
