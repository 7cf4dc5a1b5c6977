import { setTimeout as sleep } from "node:timers/promises";
import type { ClientBase, QueryResultRow } from "pg";
import type { ConnectionTarget } from "../db/connection-target.ts";
import { withConnection } from "../db/with-connection.ts";

/** When a piece of work is first looked at, and how often then, in milliseconds: most are done by the first. */
const look = { first: 1_000, every: 500 };

/** A connection that is watched, and how. */
export interface WatchedSession {
  readonly client: ClientBase;
  /** Where to connect once more; `undefined` where nobody looks. */
  readonly connection: ConnectionTarget | undefined;
  /** What the other connection is called in pg_stat_activity. */
  readonly application: string;
  /** Asked again and again, with the watched connection's pid as $1; a row is a sight. */
  readonly query: string;
}

/**
 * Does `work` on a connection, and says meanwhile what another one sees of it: how far it is, or whom it waits for.
 * Watching is a courtesy: where it fails nothing is said, and the work goes on.
 */
export async function watchSession<Sight extends QueryResultRow, T>(
  watched: WatchedSession,
  onSight: (sight: Sight) => void,
  work: () => Promise<T>,
): Promise<T> {
  // What `pg` keeps of a connection, and its types leave out.
  const { processID: pid } = watched.client as unknown as { processID: number | null };
  if (watched.connection === undefined || pid === null) return work();
  const ending = new AbortController();
  const target = { ...watched, connection: watched.connection, pid };
  const watching = watch(target, onSight, ending.signal).catch(() => undefined);
  try {
    return await work();
  } finally {
    ending.abort();
    await watching;
  }
}

async function watch<Sight extends QueryResultRow>(
  { connection, application, query, pid }: WatchedSession & { connection: ConnectionTarget; pid: number },
  onSight: (sight: Sight) => void,
  signal: AbortSignal,
): Promise<void> {
  await sleep(look.first, undefined, { signal });
  await withConnection(connection, application, async (watcher) => {
    for (; !signal.aborted; await sleep(look.every, undefined, { signal })) {
      const { rows } = await watcher.query<Sight>(query, [pid]);
      const [sight] = rows;
      if (sight !== undefined && !signal.aborted) onSight(sight);
    }
  });
}
