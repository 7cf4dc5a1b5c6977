import type pg from "pg";
import type { ConnectionTarget } from "../../../db/connection-target.ts";
import { withConnection } from "../../../db/with-connection.ts";
import { database } from "../../../model/database.ts";
import type { DatabaseModel } from "../../../model/database-model.ts";
import type { StackOutputs } from "../../../packages/client/stack-outputs.ts";
import { openStack } from "../open-stack.ts";
import { readOutputs } from "../read-outputs.ts";
import { roleTarget } from "../role-target.ts";

/** The stack's server, and what is declared for it. */
export interface OpenIndexes {
  /** Connected as the administrator, to the primary itself. */
  readonly client: pg.Client;
  readonly connection: ConnectionTarget;
  readonly model: DatabaseModel;
  readonly outputs: StackOutputs;
}

/** Works as the stack's administrator, who owns what is declared. */
export async function withIndexes<T>(stack: string, work: (open: OpenIndexes) => Promise<T>): Promise<T> {
  const opened = await openStack(stack);
  const outputs = await readOutputs(opened);
  const model = database(opened.settings);
  const { target } = roleTarget(outputs, stack, outputs.admin.user);
  return withConnection(target, "pgstack index", (client) =>
    work({ client, connection: target, model, outputs }),
  );
}
