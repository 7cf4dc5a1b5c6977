import { randomBytes } from "node:crypto";
import type { ClientBase } from "pg";
import { cancelledBy } from "../../db/cancelled-by.ts";
import type { ConnectionTarget } from "../../db/connection-target.ts";
import { errorCode, SqlState } from "../../db/error-codes.ts";
import { withConnection } from "../../db/with-connection.ts";
import {
  createScratch,
  dropScratch,
  forgottenScratch,
  scratchName,
} from "../../sql/scratch/scratch-database.ts";

const application = "pgstack scratch";

/** Works in a database that is made on the same server, and dropped. */
export async function besideDatabase<T>(
  target: ConnectionTarget,
  work: (client: ClientBase) => Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  return withConnection(target, application, async (admin) => {
    await dropForgotten(admin);
    signal?.throwIfAborted();
    const database = scratchName(new Date(), randomBytes(4).toString("hex"));
    try {
      await admin.query(createScratch(database));
      return await withConnection({ ...target, database }, application, (client) =>
        cancelledBy(signal, { ...target, database }, client, () => work(client)),
      );
    } finally {
      await admin.query(dropScratch(database));
    }
  });
}

async function dropForgotten(admin: ClientBase): Promise<void> {
  const { rows } = await admin.query<{ name: string }>(forgottenScratch);
  for (const { name } of rows) {
    // Another one may be doing the same.
    await admin.query(dropScratch(name)).catch((error: unknown) => {
      if (errorCode(error) !== SqlState.undefinedDatabase) throw error;
    });
  }
}
