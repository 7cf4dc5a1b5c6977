import { setTimeout as sleep } from "node:timers/promises";
import type { ClientBase } from "pg";
import type { ConnectionTarget } from "../../db/connection-target.ts";
import { withConnection } from "../../db/with-connection.ts";
import { type SessionSight, sightOfSession } from "../../sql/migration/session-sight.ts";

/** When a piece of work is first looked at, and how often then, in milliseconds: most are done by the first. */
const look = { first: 1_000, every: 500 };

/**
 * Does `work` on a connection, and says meanwhile what another one sees of it: how far it is, or whom it waits for.
 * Watching is a courtesy: where it fails nothing is said, and the work goes on.
 */
export async function watchSession<T>(
  { client, connection }: { readonly client: ClientBase; readonly connection: ConnectionTarget | undefined },
  onSight: (sight: SessionSight) => void,
  work: () => Promise<T>,
): Promise<T> {
  // What `pg` keeps of a connection, and its types leave out.
  const { processID: pid } = client as unknown as { processID: number | null };
  if (connection === undefined || pid === null) return work();
  const ending = new AbortController();
  const watching = watch(connection, pid, onSight, ending.signal).catch(() => undefined);
  try {
    return await work();
  } finally {
    ending.abort();
    await watching;
  }
}

async function watch(
  connection: ConnectionTarget,
  pid: number,
  onSight: (sight: SessionSight) => void,
  signal: AbortSignal,
): Promise<void> {
  await sleep(look.first, undefined, { signal });
  await withConnection(connection, "pgstack migrate, watching", async (watcher) => {
    for (; !signal.aborted; await sleep(look.every, undefined, { signal })) {
      const { rows } = await watcher.query<SessionSight>(sightOfSession, [pid]);
      const [sight] = rows;
      if (sight !== undefined && (sight.phase !== null || sight.blockers.length > 0)) onSight(sight);
    }
  });
}
