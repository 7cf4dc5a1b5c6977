import type pg from "pg";
import { withConnection } from "../../../db/with-connection.ts";
import { database } from "../../../model/database.ts";
import type { DatabaseModel } from "../../../model/database-model.ts";
import { withFoundSettings } from "../../../model/with-found-settings.ts";
import { modelOn } from "../../../operations/access/model-on.ts";
import { openStack } from "../open-stack.ts";
import { readOutputs } from "../read-outputs.ts";
import { roleTarget } from "../role-target.ts";

/**
 * Works as the stack's administrator, on the primary, with what the model declares for a server of its kind, and what the stack
 * has found out for it.
 */
export async function withAccess<T>(
  stack: string,
  work: (client: pg.Client, model: DatabaseModel) => Promise<T>,
): Promise<T> {
  const opened = await openStack(stack);
  const outputs = await readOutputs(opened);
  const { kind, capabilities } = outputs.server;
  const declared = withFoundSettings(database(opened.settings), outputs.foundSettings);
  const model = modelOn(declared, { kind, iam: capabilities.iam });
  const { target } = roleTarget(outputs, stack, outputs.admin.user);
  return withConnection(target, "pgstack access", (client) => work(client, model));
}
