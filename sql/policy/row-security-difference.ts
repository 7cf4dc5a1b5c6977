import type { Policy, RowSecurity } from "../../model/row-security.ts";
import type { PolicyRow, SecuredTableRow } from "./read-row-security.ts";

/** Conditions of policies as the server wrote them when they were made, by {@link policyKey}. */
export type BuiltPolicies = Readonly<Record<string, string>>;

/** What has to change for row security to be as declared. */
export interface RowSecurityDifference {
  /** Tables whose switches are wrong, with what is declared for them. */
  readonly tables: readonly { readonly table: string; readonly declared: RowSecurity | undefined }[];
  readonly dropped: readonly PolicyRow[];
  readonly created: readonly Policy[];
  /** Declared tables that are not there. */
  readonly absent: readonly string[];
  readonly words: readonly string[];
}

/**
 * Compares. Conditions are compared with what the server made of them when they were applied: PostgreSQL writes them in its own
 * way, and a declared text is never held against that.
 */
export function rowSecurityDifference(
  { tables, policies }: { readonly tables: readonly RowSecurity[]; readonly policies: readonly Policy[] },
  found: { readonly tables: readonly SecuredTableRow[]; readonly policies: readonly PolicyRow[] },
  built: BuiltPolicies,
): RowSecurityDifference {
  const words: string[] = [];
  const wrong = found.tables.flatMap(({ table, enabled, forced }) => {
    const declared = tables.find((each) => each.table === table);
    const on = declared !== undefined;
    const force = declared?.force ?? false;
    if (enabled !== on) words.push(`${table}: row security is ${enabled ? "on" : "off"}`);
    if (forced !== force) words.push(`${table}: row security is ${forced ? "" : "not "}forced on its owner`);
    return enabled !== on || forced !== force ? [{ table, declared }] : [];
  });
  const absent = tables
    .map(({ table }) => table)
    .filter((table) => !found.tables.some((row) => row.table === table));
  words.push(...absent.map((table) => `${table}: is not there`));

  const same = (policy: Policy, row: PolicyRow) => row.table === policy.table && row.name === policy.name;
  const created = policies.filter((policy) => {
    const row = found.policies.find((each) => same(policy, each));
    const what = row === undefined ? ["is missing"] : changes(policy, row, built);
    words.push(...what.map((change) => `${policy.table}: policy ${policy.name} ${change}`));
    return what.length > 0;
  });
  const extra = found.policies.filter((row) => !policies.some((policy) => same(policy, row)));
  words.push(...extra.map((row) => `${row.table}: policy ${row.name} is not declared`));
  const replaced = found.policies.filter((row) => created.some((policy) => same(policy, row)));
  return { tables: wrong, dropped: [...extra, ...replaced], created, absent, words };
}

export function policyKey({ table, name }: Pick<Policy, "table" | "name">): string {
  return `${table}.${name}`;
}

/** A policy's conditions, as one text. */
export function conditionsOf({ using, check }: Pick<PolicyRow, "using" | "check">): string {
  return JSON.stringify([using, check]);
}

function changes(policy: Policy, row: PolicyRow, built: BuiltPolicies): string[] {
  const { command = "ALL", roles = ["PUBLIC"], permissive = true } = policy;
  return [
    ...(row.command === command ? [] : [`is for ${row.command}, not ${command}`]),
    ...(row.permissive === permissive ? [] : [`is ${row.permissive ? "permissive" : "restrictive"}`]),
    ...([...row.roles].sort().join() === [...roles].sort().join() ? [] : [`is for ${row.roles.join(", ")}`]),
    ...(built[policyKey(policy)] === conditionsOf(row) ? [] : ["has another condition"]),
  ];
}
