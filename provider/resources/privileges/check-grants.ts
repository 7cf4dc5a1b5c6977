import type { Properties } from "../../properties.ts";
import type { CheckFailure } from "../../resource-handler.ts";
import { hasUnknown } from "../../unknown.ts";

/** Privileges there are on each sort of object. Source: PostgreSQL documentation, table 5.1. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  schema: ["USAGE", "CREATE"],
  tables: ["SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER", "MAINTAIN"],
  sequences: ["USAGE", "SELECT", "UPDATE"],
  functions: ["EXECUTE"],
};

/** Holds a list of grants against what PostgreSQL knows: every mistake, with the grant it is in. */
export function checkGrants({ grants, owner }: Properties): CheckFailure[] {
  if (hasUnknown(grants) || !Array.isArray(grants)) return [];
  const failures: CheckFailure[] = [];
  const fail = (index: number, reason: string) => failures.push({ property: `grants[${index}]`, reason });
  const seen = new Set<unknown>();
  for (const [index, grant] of (grants as Record<string, unknown>[]).entries()) {
    if (typeof grant.role !== "string" || grant.role === "") fail(index, "has no role");
    if (String(grant.role).toLowerCase() === "public")
      fail(index, "names PUBLIC, which is no role: name the roles");
    if (grant.role === owner)
      fail(index, `names ${String(owner)}, which owns the schema and needs no privilege in it`);
    if (seen.has(grant.role))
      fail(index, `names ${String(grant.role)} a second time; one grant holds all of a role`);
    seen.add(grant.role);
    for (const [sort, privileges] of Object.entries(grant)) {
      if (sort === "role") continue;
      const known = allowed[sort];
      if (known === undefined) fail(index, `"${sort}" is none of ${Object.keys(allowed).join(", ")}`);
      else if (!Array.isArray(privileges)) fail(index, `${sort} must be a list of privileges`);
      else {
        for (const privilege of privileges.filter((name) => !known.includes(name))) {
          fail(index, `${sort} cannot have "${privilege}"; there are ${known.join(", ")}`);
        }
      }
    }
  }
  return failures;
}
