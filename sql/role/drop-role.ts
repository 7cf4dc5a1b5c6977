import { quoteName } from "../quote.ts";

/**
 * Drops a role without losing what it owns in this database: its objects go to `heir`, its privileges go.
 * One transaction's worth of statements, in order.
 */
export function dropRole(name: string, heir: string): string[] {
  return [
    `REASSIGN OWNED BY ${quoteName(name)} TO ${quoteName(heir)}`,
    `DROP OWNED BY ${quoteName(name)}`,
    `DROP ROLE ${quoteName(name)}`,
  ];
}
