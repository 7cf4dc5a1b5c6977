import { SuperuserError } from "../../../db/superuser/superuser-error.ts";
import type { SuperuserReference } from "../../../db/superuser/superuser-reference.ts";
import { superuserRows } from "../../../db/superuser/superuser-rows.ts";
import { UserError } from "../../../errors/user-error.ts";
import type { ReplicaFacts } from "../checks/replication.ts";

/** A replica that a stack declares. */
export interface DeclaredReplica {
  /** Its `application_name` at the primary, with underscores also its slot. */
  readonly name: string;
  readonly superuser: SuperuserReference;
}

/** How long one server may take to answer, in milliseconds. */
const limit = 10_000;

interface Connection {
  readonly name: string;
  readonly state: string;
  readonly synchronous: boolean;
  readonly behind: number | null;
}

/** What a replica has not yet replayed counts from what the primary wrote, received or not. */
const connections = `SELECT application_name AS name, state, sync_state IN ('sync', 'quorum') AS synchronous,
  pg_wal_lsn_diff(pg_current_wal_lsn(), replay_lsn)::float8 AS behind
FROM pg_stat_replication`;

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
  readonly lag: number;
}

/** An idle primary writes nothing, so that the last change is old without the replica being late. */
const replay = `SELECT CASE WHEN pg_is_in_recovery() THEN pg_is_wal_replay_paused() ELSE false END AS paused,
  CASE WHEN pg_last_wal_receive_lsn() = pg_last_wal_replay_lsn() THEN 0
    ELSE coalesce(extract(epoch FROM clock_timestamp() - pg_last_xact_replay_timestamp()), 0)
  END::float8 AS lag`;

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
      lag: replayed[at]?.lag,
      paused: replayed[at]?.paused,
      kept: slot?.kept ?? undefined,
      lost: slot?.lost ?? false,
    };
  });
}

async function replayOf(superuser: SuperuserReference): Promise<Replay | undefined> {
  try {
    const [row] = await superuserRows<Replay>(superuser, replay, { timeout: limit });
    return row;
  } catch (error) {
    if (UserError.isInstance(error) || error instanceof SuperuserError) return undefined;
    throw error;
  }
}
