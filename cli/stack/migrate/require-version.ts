import { UserError } from "../../../errors/user-error.ts";
import type { MigratedSchema } from "../../../operations/migrate/apply-all.ts";

/** @throws UserError for a number that no schema has a migration of; 0 is before the first of each */
export function requireVersion(schemas: readonly MigratedSchema[], to: number | undefined): void {
  const newest = Math.max(0, ...schemas.flatMap(({ files }) => files.map(({ version }) => version)));
  if (to === undefined || to <= newest) return;
  throw new UserError(`there is no migration ${to}`, { where: "--to", mend: `Give 0 to ${newest}.` });
}
