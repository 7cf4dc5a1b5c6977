import { type ClusterUpgrade, dataMount } from "./cluster-upgrade.ts";
import { oneOff } from "./one-off.ts";

/** pg_controldata's words for settings that WAL tells the replicas of. */
const names: Readonly<Record<string, string>> = {
  "wal_level setting": "wal_level",
  "max_connections setting": "max_connections",
  "max_worker_processes setting": "max_worker_processes",
  "max_wal_senders setting": "max_wal_senders",
  "max_prepared_xacts setting": "max_prepared_transactions",
  "max_locks_per_xact setting": "max_locks_per_transaction",
  "track_commit_timestamp setting": "track_commit_timestamp",
};

/**
 * Settings that the old server was last started with and that its control file has. With others its replicas would hear of
 * limits they do not have, and never start again once an upgrade was undone; with lower ones it might not start itself.
 */
export async function controlledSettings(
  upgrade: ClusterUpgrade,
  signal: AbortSignal,
): Promise<Readonly<Record<string, string>>> {
  const { image, cluster } = upgrade.from;
  const script = 'LC_ALL=C pg_controldata "$1"';
  const text = await oneOff(upgrade, image, script, [`${dataMount}/${cluster}`], { signal });
  const found = text.split("\n").flatMap((line): [string, string][] => {
    const [label = "", value = ""] = line.split(/:\s+/);
    const name = names[label];
    return name === undefined ? [] : [[name, value]];
  });
  return Object.fromEntries(found);
}
