import type { ClientBase } from "pg";
import { mayPass } from "../db/wait-for-server.ts";
import { UserError } from "../errors/user-error.ts";
import type { HandlerContext } from "./resource-handler.ts";

/** Pools whose server did not answer: it is asked once a run. */
const silent = new WeakSet<object>();

/**
 * Asks the server something while a change is planned. `undefined` where that is not possible: it is not known yet, or does not
 * answer, which is said; what the stack remembers counts then.
 *
 * @param what the question is about, for people
 */
export async function askServer<T>(
  context: HandlerContext,
  what: string,
  question: (client: ClientBase) => Promise<T>,
): Promise<T | undefined> {
  if (!context.knowsServer) return undefined;
  const { pool, note } = context;
  if (silent.has(pool)) return undefined;
  let connected = false;
  try {
    return await pool.use((client) => {
      connected = true;
      return question(client);
    });
  } catch (error) {
    const unanswered = connected
      ? mayPass(error) && !UserError.isInstance(error)
      : UserError.isInstance(error);
    if (!unanswered) throw error;
    const [why] = (error as Error).message.split("\n");
    if (!silent.has(pool)) note(`${what} were not looked at, what the stack remembers counts: ${why}`);
    silent.add(pool);
    return undefined;
  }
}
