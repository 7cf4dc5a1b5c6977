import type { DatabaseModel, Schema } from "../../../model/database-model.ts";
import { type ColumnRow, unknownInMasks } from "../../../sql/privilege/masked-table.ts";
import type { PrivilegeItem } from "../../../sql/privilege/privilege-item.ts";
import type { AccessFacts } from "../access-facts.ts";
import type { AccessFinding } from "../access-finding.ts";

/** Masks of tables or columns that are not there: what they hid may go by another name now. */
export function checkMasks(model: DatabaseModel, facts: AccessFacts): AccessFinding[] {
  return model.schemas.flatMap(({ name, masks = [] }) => {
    const found = facts.privileges.get(name);
    if (found === undefined) return [];
    return unknownInMasks(masks, found.columns).map(
      (unknown): AccessFinding => ({
        key: `mask/${name}.${unknown}`,
        severity: "high",
        where: `mask of ${name}.${unknown}`,
        what: "hides what is not there: under another name nothing hides it; correct the mask in model/database.ts",
        expected: "there",
        actual: "not there",
        mender: "hand",
        sql: [],
      }),
    );
  });
}

/**
 * What a role lacks only as long as a mask says what it means: it may be what was to be hidden, renamed.
 * @returns whether such a privilege must not be given
 */
export function mayUncover(
  { masks = [] }: Schema,
  columns: readonly ColumnRow[],
): (item: PrivilegeItem) => boolean {
  const doubtful = masks.filter((mask) => unknownInMasks([mask], columns).length > 0);
  return ({ kind, object, grantee }) =>
    (kind === "table" || kind === "column") &&
    doubtful.some(({ table, hiddenFrom }) => {
      const tables = columns.filter(({ root }) => root === table).map((row) => row.table);
      // Where the table itself is not there, any other may be it.
      return hiddenFrom.includes(grantee) && (tables.length === 0 || tables.includes(object));
    });
}
