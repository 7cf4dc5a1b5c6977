import type { ClientBase } from "pg";

/** Runs `work` in a transaction of the client: committed when it returns, rolled back when it throws. */
export async function inTransaction<T>(client: ClientBase, work: () => Promise<T>): Promise<T> {
  await client.query("BEGIN");
  try {
    const result = await work();
    await client.query("COMMIT");
    return result;
  } catch (error) {
    // Where the connection is lost, the server rolls back; the error that counts is the first.
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  }
}
