import type { DatabaseModel } from "../../../model/database-model.ts";
import type { Policy, RowSecurity } from "../../../model/row-security.ts";
import type { PolicyFact, RowSecurityFact } from "../../../sql/access/read-policies.ts";
import { createPolicy, dropPolicy } from "../../../sql/policy/policy-statements.ts";
import { quoteQualified } from "../../../sql/quote.ts";
import type { AccessFacts } from "../access-facts.ts";
import type { AccessFinding } from "../access-finding.ts";
import { policyWords } from "../policy-words.ts";

/** Row-level security that is off, not forced, or on where nobody declared it; policies that are missing, too many or changed. */
export function checkRowSecurity(model: DatabaseModel, facts: AccessFacts): AccessFinding[] {
  const tables = new Set(facts.objects.map(({ schema, name }) => `${schema}.${name}`));
  return model.schemas.flatMap(({ name: schema, rowSecurity = [], policies = [] }) => {
    const found = facts.rowSecurity.filter((fact) => fact.schema === schema);
    const declared = new Set(rowSecurity.map(({ table }) => table));
    return [
      ...rowSecurity
        .filter(({ table }) => tables.has(`${schema}.${table}`))
        .flatMap((wanted) => {
          const fact = found.find(({ table }) => table === wanted.table);
          const own = policies.filter(({ table }) => table === wanted.table);
          return [
            ...switches(schema, wanted, fact),
            ...comparePolicies(schema, wanted.table, own, fact?.policies ?? [], facts.conditions),
          ];
        }),
      ...found.filter(({ table }) => !declared.has(table)).flatMap(undeclared),
    ];
  });
}

function switches(
  schema: string,
  { table, force = false }: RowSecurity,
  fact?: RowSecurityFact,
): AccessFinding[] {
  const [enabled, forced] = [fact?.enabled ?? false, fact?.forced ?? false];
  return [
    ...(enabled ? [] : [toggle(schema, table, "row security", "on", "off", "ENABLE")]),
    ...(forced === force
      ? []
      : [
          force
            ? toggle(schema, table, "row security for the owner", "forced", "not forced", "FORCE")
            : toggle(schema, table, "row security for the owner", "not forced", "forced", "NO FORCE"),
        ]),
  ];
}

function toggle(
  schema: string,
  table: string,
  what: string,
  expected: string,
  actual: string,
  verb: string,
): AccessFinding {
  return {
    key: `row-security/${schema}.${table}/${verb.toLowerCase().replace(" ", "-")}`,
    severity: verb === "NO FORCE" || verb === "DISABLE" ? "medium" : "high",
    where: `table ${schema}.${table}`,
    what: `${what} is ${actual}, declared is ${expected}`,
    expected,
    actual,
    mender: "fix",
    sql: [`ALTER TABLE ${quoteQualified(schema, table)} ${verb} ROW LEVEL SECURITY`],
  };
}

function comparePolicies(
  schema: string,
  table: string,
  wanted: readonly Policy[],
  found: readonly PolicyFact[],
  conditions: AccessFacts["conditions"],
): AccessFinding[] {
  return [
    ...wanted.flatMap((policy) => {
      const fact = found.find(({ name }) => name === policy.name);
      const canonical = conditions.get(`${schema}.${policy.table}.${policy.name}`);
      const { using = policy.using ?? null, check = policy.check ?? null } = canonical ?? {};
      const expected = policyWords({ ...policy, using, check });
      if (fact === undefined)
        return [
          policyFinding(schema, policy.table, policy.name, "is missing", expected, "none", [
            createPolicy(schema, policy),
          ]),
        ];
      const actual = policyWords(fact);
      if (actual === expected) return [];
      const sql = [dropPolicy(schema, policy), createPolicy(schema, policy)];
      return [policyFinding(schema, policy.table, policy.name, "is not as declared", expected, actual, sql)];
    }),
    ...found
      .filter(({ name }) => !wanted.some((policy) => policy.name === name))
      .map((fact) => extra(schema, table, fact)),
  ];
}

/** A table that nobody declared to have row security: rows are hidden from its readers, or will be. */
function undeclared({ schema, table, enabled, forced, policies }: RowSecurityFact): AccessFinding[] {
  return [
    ...(enabled ? [toggle(schema, table, "row security", "off", "on", "DISABLE")] : []),
    ...(forced
      ? [toggle(schema, table, "row security for the owner", "not forced", "forced", "NO FORCE")]
      : []),
    ...policies.map((fact) => extra(schema, table, fact)),
  ];
}

function extra(schema: string, table: string, fact: PolicyFact): AccessFinding {
  const { name } = fact;
  return policyFinding(schema, table, name, "is not declared", "no such policy", policyWords(fact), [
    dropPolicy(schema, { table, name }),
  ]);
}

function policyFinding(
  schema: string,
  table: string,
  name: string,
  what: string,
  expected: string,
  actual: string,
  sql: readonly string[],
): AccessFinding {
  return {
    key: `policy/${schema}.${table}/${name}`,
    severity: "high",
    where: `table ${schema}.${table}`,
    what: `policy ${name} ${what}`,
    expected,
    actual,
    mender: "fix",
    sql,
  };
}
