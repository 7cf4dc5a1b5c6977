import type { ClientBase } from "pg";
import { retryConflict } from "../../../db/retry-conflict.ts";
import { UserError } from "../../../errors/user-error.ts";
import type { Policy, RowSecurity } from "../../../model/row-security.ts";
import { createPolicy, dropPolicy, setRowSecurity } from "../../../sql/policy/policy-statements.ts";
import {
  type PolicyRow,
  readPolicies,
  readSecuredTables,
  type SecuredTableRow,
} from "../../../sql/policy/read-row-security.ts";
import {
  type BuiltPolicies,
  conditionsOf,
  policyKey,
  rowSecurityDifference,
} from "../../../sql/policy/row-security-difference.ts";
import { lockPrivileges } from "../../../sql/privilege/lock-privileges.ts";
import { readSchema } from "../../../sql/schema/read-schema.ts";
import type { Properties } from "../../properties.ts";
import { listOf } from "../../property-schema.ts";
import type { HandlerContext, ResourceHandler } from "../../resource-handler.ts";
import { checkPolicies } from "./check-policies.ts";
import { rowSecurityTypes } from "./schema-types.ts";

interface Inputs {
  readonly schema: string;
  readonly tables: readonly RowSecurity[];
  readonly policies: readonly Policy[];
}

/** A policy's table is locked for all others while it changes: whoever waits longer for it lets them go first. */
const lockTimeout = "SET LOCAL lock_timeout = '2s'";

/** Row security of one schema, in one transaction. Its id is the schema's name, also for `pulumi import`. */
export const rowSecurityHandler: ResourceHandler = {
  token: "pgstack:index:RowSecurity",
  onServer: true,
  replaceOn: ["schema"],
  schema: {
    description: "Which rows of a schema's tables roles see and write.",
    inputs: {
      schema: { type: "string", description: "Name of the schema." },
      tables: listOf("SecuredTable", "Tables whose rows are seen by policies alone."),
      policies: listOf("Policy", "Which rows of those tables roles see and write."),
    },
    required: ["schema", "tables", "policies"],
    outputs: {
      built: {
        type: "object",
        additionalProperties: { type: "string" },
        description:
          "The server's own text of each policy's conditions when it was made; another one is drift.",
      },
      differences: {
        type: "array",
        items: { type: "string" },
        description: "Where the server differs from the declaration, in words; the next update mends it.",
      },
    },
    types: rowSecurityTypes,
  },

  check: (inputs) => ({ inputs, failures: checkPolicies(inputs) }),
  drift: (outputs) => ((outputs.differences as readonly string[] | undefined)?.length ? ["differences"] : []),
  preview: (inputs) => ({ ...inputs, differences: [] }),

  async create(inputs, context) {
    return { id: String(inputs.schema), outputs: await apply(inputs, {}, context) };
  },

  async read(id, olds, oldInputs, { pool }) {
    return pool.use(async (client) => {
      if ((await client.query(readSchema, [id])).rows.length === 0) return undefined;
      const imported = Object.keys(olds).length === 0;
      const tables = imported ? [] : (oldInputs.tables as RowSecurity[]);
      const found = await current(client, id, tables);
      const inputs = imported ? declarationOf(id, found) : (oldInputs as unknown as Inputs);
      const built = imported ? builtOf(found.policies) : (olds.built as BuiltPolicies);
      const { words } = rowSecurityDifference(inputs, found, built);
      return { id, inputs: { ...inputs }, outputs: { ...inputs, built, differences: words } };
    });
  },

  update: (_id, olds, inputs, context) => apply(inputs, keptOf(olds, inputs), context),

  async delete(id, _olds, { pool, signal }) {
    const transaction = () =>
      pool.transaction(async (client) => {
        await client.query(lockTimeout);
        for (const policy of (await current(client, id, [])).policies)
          await client.query(dropPolicy(id, policy));
      });
    await retryConflict(transaction, { signal });
  },
};

async function apply(
  given: Properties,
  kept: BuiltPolicies,
  { pool, signal }: HandlerContext,
): Promise<Properties> {
  const inputs = given as unknown as Inputs;
  const { schema } = inputs;
  const transaction = () =>
    pool.transaction(async (client) => {
      await client.query(lockTimeout);
      await client.query(lockPrivileges);
      const found = await current(client, schema, inputs.tables);
      const { tables, dropped, created, absent } = rowSecurityDifference(inputs, found, kept);
      if (absent.length > 0) throw notThere(schema, absent);
      // Before its policies change, a table's rows are nobody's.
      for (const { table, declared } of tables.filter((each) => each.declared !== undefined))
        await client.query(setRowSecurity(schema, table, declared));
      for (const policy of dropped) await client.query(dropPolicy(schema, policy));
      for (const policy of created) await client.query(createPolicy(schema, policy));
      for (const { table } of tables.filter((each) => each.declared === undefined))
        await client.query(setRowSecurity(schema, table, undefined));
      return builtOf((await current(client, schema, inputs.tables)).policies);
    });
  return { ...given, built: await retryConflict(transaction, { signal }), differences: [] };
}

interface Found {
  readonly tables: readonly SecuredTableRow[];
  readonly policies: readonly PolicyRow[];
}

async function current(client: ClientBase, schema: string, declared: readonly RowSecurity[]): Promise<Found> {
  const names = declared.map(({ table }) => table);
  const tables = await client.query<SecuredTableRow>(readSecuredTables, [schema, names]);
  const policies = await client.query<PolicyRow>(readPolicies, [schema]);
  return { tables: tables.rows, policies: policies.rows };
}

/** What was built of policies whose declared conditions stay as they are; the others are made again. */
function keptOf(olds: Properties, news: Properties): BuiltPolicies {
  const before = new Map((olds.policies as readonly Policy[]).map((policy) => [policyKey(policy), policy]));
  const same = (news.policies as readonly Policy[]).filter((policy) => {
    const old = before.get(policyKey(policy));
    return old !== undefined && old.using === policy.using && old.check === policy.check;
  });
  const built = (olds.built ?? {}) as BuiltPolicies;
  return Object.fromEntries(same.map((policy) => [policyKey(policy), built[policyKey(policy)] ?? ""]));
}

function builtOf(policies: readonly PolicyRow[]): Record<string, string> {
  return Object.fromEntries(policies.map((policy) => [policyKey(policy), conditionsOf(policy)]));
}

/** For an import: the declaration that would leave things as they are. */
function declarationOf(schema: string, { tables, policies }: Found): Inputs {
  return {
    schema,
    tables: tables
      .filter(({ enabled }) => enabled)
      .map(({ table, forced }) => (forced ? { table, force: true } : { table })),
    policies: policies.map(({ table, name, command, roles, using, check, permissive }) => ({
      table,
      name,
      ...(command !== "ALL" && { command }),
      ...(!roles.includes("PUBLIC") && { roles }),
      ...(using !== null && { using }),
      ...(check !== null && { check }),
      ...(!permissive && { permissive }),
    })),
  };
}

function notThere(schema: string, tables: readonly string[]): UserError {
  return new UserError(`there is no table ${tables.join(", no table ")} to secure`, {
    where: `row security of schema ${schema}`,
    mend: "Correct rowSecurity in model/database.ts, or add a migration that makes the table.",
  });
}
