import type { DatabaseModel } from "../../../model/database-model.ts";
import { quoteName } from "../../../sql/quote.ts";
import type { AccessFacts } from "../access-facts.ts";
import type { AccessFinding } from "../access-finding.ts";

/** Privileges that somebody gave on what no declaration is about. None is expected. */
export function checkOtherGrants(_model: DatabaseModel, { otherGrants }: AccessFacts): AccessFinding[] {
  return otherGrants.map(({ target, grantee, privilege }) => ({
    key: `privilege/other/${target}/${grantee}/has/${privilege}`,
    severity: "high",
    where: target.replace(/^[A-Z ]+ /, (kind) => kind.toLowerCase()),
    what: `${grantee} has ${privilege}, which is not declared`,
    expected: "nothing",
    actual: privilege,
    mender: "fix",
    sql: [
      `REVOKE ${privilege} ON ${target} FROM ${grantee === "PUBLIC" ? "PUBLIC" : quoteName(grantee)} CASCADE`,
    ],
  }));
}
