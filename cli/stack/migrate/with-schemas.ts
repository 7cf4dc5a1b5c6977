import type { ClientBase } from "pg";
import { cancelledBy } from "../../../db/cancelled-by.ts";
import type { ConnectionTarget } from "../../../db/connection-target.ts";
import { withConnection } from "../../../db/with-connection.ts";
import { UserError } from "../../../errors/user-error.ts";
import type { MigratedSchema } from "../../../operations/migrate/apply-all.ts";
import { readSchema } from "../../../sql/schema/read-schema.ts";
import { openStack } from "../open-stack.ts";
import { readOutputs } from "../read-outputs.ts";
import { roleTarget } from "../role-target.ts";
import { interruptible } from "../upgrade-interrupt.ts";
import { type DeclaredSchemas, declaredSchemas } from "./declared-schemas.ts";

export interface SchemasOptions {
  readonly stack: string;
  /** @default all declared ones */
  readonly schema?: string;
}

/** The stack's server, and what is declared. */
export interface OpenSchemas extends DeclaredSchemas {
  /** Connected as the administrator, to the primary itself. */
  readonly client: ClientBase;
  readonly connection: ConnectionTarget;
  /** Aborted by Ctrl-C; what runs on the server is cancelled then. */
  readonly signal: AbortSignal;
}

/**
 * Works with the declared schemas on the stack's server. Ctrl-C cancels the statement that runs there; the process then
 * says what was stopped, and ends with the signal's code.
 * @throws UserError for mistakes in settings or files, without a stack, or for a schema that was not made yet
 */
export async function withSchemas(
  { stack, schema }: SchemasOptions,
  work: (open: OpenSchemas) => Promise<void>,
): Promise<void> {
  const opened = await openStack(stack);
  const declared = await declaredSchemas(opened.settings, schema);
  const outputs = await readOutputs(opened);
  const { target } = roleTarget(outputs, stack, outputs.admin.user);
  await stoppable("what ran was cancelled on the server, and is done again by the next run", (signal) =>
    withConnection(target, "pgstack migrate", async (client) => {
      for (const each of declared.chosen) await requireSchema(client, each);
      await cancelledBy(signal, target, client, () =>
        work({ ...declared, client, connection: target, signal }),
      );
    }),
  );
}

/** Runs work that Ctrl-C stops, and says `stopped` in place of what the stopped statement says. */
export async function stoppable(
  stopped: string,
  work: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  await interruptible(async (signal) => {
    try {
      await work(signal);
    } catch (error) {
      if (!signal.aborted) throw error;
      process.stderr.write(`stopped: ${stopped}\n`);
    }
  });
}

async function requireSchema(client: ClientBase, { schema }: MigratedSchema): Promise<void> {
  if ((await client.query(readSchema, [schema])).rows.length > 0) return;
  throw new UserError("it is declared, and not on the server yet", {
    where: `schema ${schema}`,
    mend: "Run `npx pgstack up`: it makes the schema, and applies its migrations.",
  });
}
