import { SuperuserError } from "../../../db/superuser/superuser-error.ts";
import type { SuperuserReference } from "../../../db/superuser/superuser-reference.ts";
import { superuserRows } from "../../../db/superuser/superuser-rows.ts";
import { UserError } from "../../../errors/user-error.ts";
import type { ReplicaFacts } from "../checks/replication.ts";

/** A replica that a stack declares. */
export interface DeclaredReplica {
  /** Its `application_name` at the primary, with underscores also its slot. */
  readonly name: string;
  /** `undefined` for one that was never started. */
  readonly superuser: SuperuserReference | undefined;
}

/** How long one server may take to answer, in milliseconds. */
const limit = 10_000;

interface Connection {
  readonly name: string;
  readonly state: string;
  readonly synchronous: boolean;
  readonly behind: number | null;
  readonly lag: number | null;
}

/**
 * What a replica has not yet replayed counts from what the primary wrote, received or not. Its lag is the primary's measure,
 * which goes on while a replay stands still: that of the replica's last transaction would count the primary's idle time, too.
 */
const connections = `SELECT application_name AS name, state, sync_state IN ('sync', 'quorum') AS synchronous, behind,
  CASE WHEN behind = 0 THEN 0
    ELSE extract(epoch FROM replay_lag + (clock_timestamp() - reply_time)) END::float8 AS lag
FROM (
  SELECT *, pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn)::float8 AS behind FROM pg_stat_replication
) AS connection`;

interface Slot {
  readonly name: string;
  readonly kept: number | null;
  readonly lost: boolean;
}

const slots = `SELECT slot_name AS name, wal_status IS NOT DISTINCT FROM 'lost' AS lost,
  pg_wal_lsn_diff(pg_current_wal_lsn(), restart_lsn)::float8 AS kept
FROM pg_replication_slots WHERE slot_type = 'physical'`;

interface Replay {
  readonly paused: boolean;
}

const replay = "SELECT CASE WHEN pg_is_in_recovery() THEN pg_is_wal_replay_paused() ELSE false END AS paused";

/**
 * Asks the primary and every replica; one that does not answer leaves its own facts open.
 * @throws UserError when the primary does not answer
 */
export async function replicationFacts(
  primary: SuperuserReference,
  replicas: readonly DeclaredReplica[],
): Promise<ReplicaFacts[]> {
  const [connected, kept, replayed] = await Promise.all([
    superuserRows<Connection>(primary, connections, { timeout: limit }),
    superuserRows<Slot>(primary, slots, { timeout: limit }),
    Promise.all(replicas.map(({ superuser }) => replayOf(superuser))),
  ]);
  return replicas.map(({ name }, at) => {
    const connection = connected.find((each) => each.name === name);
    const slot = kept.find((each) => each.name === name.replaceAll("-", "_"));
    return {
      name,
      state: connection?.state,
      synchronous: connection?.synchronous ?? false,
      behind: connection?.behind ?? undefined,
      lag: connection?.lag ?? undefined,
      paused: replayed[at]?.paused,
      kept: slot?.kept ?? undefined,
      lost: slot?.lost ?? false,
    };
  });
}

async function replayOf(superuser: SuperuserReference | undefined): Promise<Replay | undefined> {
  if (superuser === undefined) return undefined;
  try {
    const [row] = await superuserRows<Replay>(superuser, replay, { timeout: limit });
    return row;
  } catch (error) {
    if (UserError.isInstance(error) || error instanceof SuperuserError) return undefined;
    throw error;
  }
}
