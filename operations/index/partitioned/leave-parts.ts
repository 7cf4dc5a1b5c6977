import type { ClientBase } from "pg";
import { isConnectionLost } from "../../../db/is-connection-lost.ts";
import type { BuildIndexOptions } from "../build-index-options.ts";
import { dropAfterFailure } from "../drop-concurrently.ts";
import { passing } from "../retry-build.ts";

/** A part that was built, and is not attached yet. */
export interface BuiltPart {
  readonly schema: string;
  readonly name: string;
}

/**
 * What becomes of parts that are built when another one fails. They are whole: where the build was cancelled, or may succeed
 * when it is tried again, they stay for it. Else they are dropped; a transaction in the way is waited for ten seconds at most.
 */
export async function leaveParts(
  client: ClientBase,
  built: readonly BuiltPart[],
  index: string,
  error: unknown,
  { signal, note }: BuildIndexOptions,
): Promise<void> {
  if (signal?.aborted) {
    for (const { schema, name } of built)
      note?.(`${schema}.${name} is built, and stays: the next run takes it as a part of ${index}`);
    return;
  }
  if (isConnectionLost(error) || passing(error) !== undefined) return;
  for (const { schema, name } of built) {
    if (await dropAfterFailure(client, schema, name, "any")) continue;
    note?.(`${schema}.${name} stays for now: a transaction on its table keeps it from being dropped`);
  }
}
