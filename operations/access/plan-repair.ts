import { privilegeStatements } from "../../sql/privilege/privilege-statements.ts";
import type { AccessFinding } from "./access-finding.ts";

/** One statement of a repair, and what it mends. */
export interface RepairStep {
  readonly sql: string;
  /** Keys of the findings it is for. */
  readonly keys: readonly string[];
}

/** What a repair will do, and what it leaves to others. */
export interface RepairPlan {
  readonly steps: readonly RepairStep[];
  readonly left: readonly AccessFinding[];
}

/**
 * Statements that mend what `fix` may mend. Roles come first, then owners, then privileges, since what changes hands changes
 * its privileges with it; privileges on many objects are one statement.
 *
 * @param findings in any order
 */
export function planRepair(findings: readonly AccessFinding[]): RepairPlan {
  const ours = findings.filter(({ mender }) => mender === "fix");
  const single = ours
    .filter(({ privileges }) => privileges === undefined)
    .toSorted((one, other) => turnOf(one) - turnOf(other));
  const alike = Map.groupBy(
    ours.flatMap((finding) =>
      finding.privileges === undefined ? [] : [{ ...finding, privileges: finding.privileges }],
    ),
    ({ privileges }) => likeness(privileges),
  );
  // What is revoked may take along what is granted after it.
  const grouped = [...alike.values()]
    .toSorted((one, other) => grants(one) - grants(other))
    .flatMap(stepsOfMany);
  const before = single.filter((finding) => turnOf(finding) < privilegesTurn);
  const after = single.filter((finding) => turnOf(finding) >= privilegesTurn);
  return {
    steps: [...before.flatMap(stepsOf), ...grouped, ...after.flatMap(stepsOf)],
    left: findings.filter(({ mender }) => mender !== "fix"),
  };
}

const turns = ["role", "membership", "setting", "definer", "owner", "schema"];
const privilegesTurn = turns.length;

function turnOf({ key }: AccessFinding): number {
  const turn = turns.indexOf(key.split("/", 1)[0] ?? "");
  return turn === -1 ? privilegesTurn : turn;
}

function stepsOf({ sql, key }: AccessFinding): RepairStep[] {
  return sql.map((statement) => ({ sql: statement, keys: [key] }));
}

type OfPrivileges = AccessFinding & { readonly privileges: NonNullable<AccessFinding["privileges"]> };

/** Equal for what one statement can change: the same privileges of one role, on objects of one sort. */
function likeness({ schema, missing, excess }: OfPrivileges["privileges"]): string {
  const items = [...excess, ...missing].map(({ kind, grantee, creator, privilege, grantable }) =>
    [kind, grantee, creator, privilege, grantable].join(" "),
  );
  return [schema, excess.length > 0, ...items.sort()].join("\0");
}

function grants([first]: readonly OfPrivileges[]): number {
  return first !== undefined && first.privileges.excess.length === 0 ? 1 : 0;
}

function stepsOfMany(group: readonly OfPrivileges[]): RepairStep[] {
  const keys = group.map(({ key }) => key);
  const missing = group.flatMap(({ privileges }) => privileges.missing);
  const excess = group.flatMap(({ privileges }) => privileges.excess);
  const [first] = group;
  if (first === undefined) return [];
  return privilegeStatements(first.privileges.schema, { missing, excess }).map((sql) => ({ sql, keys }));
}
