import type { DatabaseModel } from "./database-model.ts";

/**
 * Roles that may make temporary tables: those declared, and owners of materialized views that are refreshed concurrently, for
 * PostgreSQL compares the new rows with the old ones in a temporary table of the owner's.
 */
export function temporaryMakers({
  access = {},
  schemas,
}: Pick<DatabaseModel, "access" | "schemas">): string[] {
  const owners = schemas.filter(({ materializedViews = [] }) =>
    materializedViews.some(
      ({ key, refresh }) => (key ?? refresh) !== undefined && refresh?.concurrently !== false,
    ),
  );
  return [...new Set([...(access.temporary ?? []), ...owners.map(({ owner }) => owner)])];
}
