import type { ClientBase } from "pg";
import type { DatabaseModel } from "../../model/database-model.ts";
import type { AccessFacts } from "./access-facts.ts";
import type { AccessFinding, Severity } from "./access-finding.ts";
import { checkDatabase } from "./checks/database.ts";
import { checkDefaults } from "./checks/defaults.ts";
import { checkDefiners } from "./checks/definers.ts";
import { checkMasks } from "./checks/masks.ts";
import { checkMemberships } from "./checks/memberships.ts";
import { checkOtherGrants } from "./checks/other-grants.ts";
import { checkOwners } from "./checks/owners.ts";
import { checkPasswords } from "./checks/passwords.ts";
import { checkPrivileges } from "./checks/privileges.ts";
import { checkRoles } from "./checks/roles.ts";
import { checkRowSecurity } from "./checks/row-security.ts";
import { checkSettings } from "./checks/settings.ts";
import { checkUndeclaredRoles } from "./checks/undeclared-roles.ts";
import { checkUndeclaredSchemas } from "./checks/undeclared-schemas.ts";
import { readAccessFacts } from "./read-access-facts.ts";

/** What comparing the catalog with the model gave. */
export interface AccessReport {
  readonly findings: readonly AccessFinding[];
  /** What could not be seen, a sentence each. */
  readonly unseen: readonly string[];
}

/** Compares the catalog with the model, and changes nothing. No transaction is open. */
export async function checkAccess(client: ClientBase, model: DatabaseModel): Promise<AccessReport> {
  await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ");
  try {
    return compareAccess(model, await readAccessFacts(client, model));
  } finally {
    await client.query("ROLLBACK");
  }
}

type Check = (model: DatabaseModel, facts: AccessFacts) => AccessFinding[];

/** In this order a repair is made: what comes after may depend on what is before. */
const checks: readonly Check[] = [
  checkRoles,
  checkUndeclaredRoles,
  checkPasswords,
  checkMemberships,
  checkSettings,
  checkDefiners,
  checkOwners,
  checkUndeclaredSchemas,
  checkDatabase,
  checkMasks,
  checkPrivileges,
  checkDefaults,
  checkOtherGrants,
  checkRowSecurity,
];

export function compareAccess(model: DatabaseModel, facts: AccessFacts): AccessReport {
  // Defaults of every schema are compared with each schema's.
  const byKey = new Map(
    checks.flatMap((check) => check(model, facts)).map((finding) => [finding.key, finding]),
  );
  const findings = [...byKey.values()];
  return {
    findings: findings.toSorted((one, other) => ranks[one.severity] - ranks[other.severity]),
    unseen: unseen(facts),
  };
}

const ranks: Readonly<Record<Severity, number>> = { high: 0, medium: 1, low: 2 };

function unseen({ session, passwordless }: AccessFacts): string[] {
  return passwordless === undefined
    ? [
        `which roles log in without a password: ${session.user} may not read pg_authid (a superuser may; the server asks every role for one)`,
      ]
    : [];
}
