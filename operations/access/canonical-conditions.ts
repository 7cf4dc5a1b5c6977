import type { ClientBase } from "pg";
import { errorCode, SqlState } from "../../db/error-codes.ts";
import type { DatabaseModel } from "../../model/database-model.ts";
import { canonicalPolicy, type PolicyConditions } from "../../sql/access/canonical-policy.ts";

/**
 * Declared policies' conditions as the server prints them, by `schema.table.policy`: only so do they compare with the catalog's.
 * A transaction is open; nothing of this stays in it. A policy whose table is missing, or whose condition the server refuses,
 * is left out.
 */
export async function canonicalConditions(
  client: ClientBase,
  model: DatabaseModel,
): Promise<Map<string, PolicyConditions>> {
  const conditions = new Map<string, PolicyConditions>();
  for (const { name: schema, policies = [] } of model.schemas) {
    for (const policy of policies) {
      const [copy = "", make = "", read = ""] = canonicalPolicy(schema, policy);
      await client.query("SAVEPOINT pgstack_policy");
      try {
        await client.query(copy);
        await client.query(make);
        const [row] = (await client.query<PolicyConditions>(read)).rows;
        if (row !== undefined) conditions.set(`${schema}.${policy.table}.${policy.name}`, row);
      } catch (error) {
        if (!refusals.has(errorCode(error))) throw error;
      } finally {
        await client.query("ROLLBACK TO SAVEPOINT pgstack_policy; RELEASE SAVEPOINT pgstack_policy");
      }
    }
  }
  return conditions;
}

const refusals: ReadonlySet<string | undefined> = new Set([
  SqlState.undefinedTable,
  SqlState.undefinedSchema,
  SqlState.undefinedObject,
  "42703",
  "42883",
  "42601",
]);
