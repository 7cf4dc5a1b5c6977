import { inWords, MB, memoryValue, wholeUnits } from "../amount.ts";
import type { Parameter } from "../parameter.ts";
import type { ParameterOptions } from "../parameter-options.ts";
import { group } from "./group.ts";
import { minWalSize } from "./wal.ts";

export function replication(options: ParameterOptions): Parameter[] {
  const { profile, replicas, size, synchronous } = options;
  const senders = Math.max(3, replicas * 2 + 1);
  const keeps = profile !== "laptop" || replicas > 0;
  const names = Array.from({ length: replicas }, (_, index) => `"replica-${index + 1}"`).join(", ");
  const waits = synchronous && replicas > 0;
  return group("replication", [
    [
      "max_wal_senders",
      senders,
      "restart",
      senders === 3
        ? "a replica, its renewal and a copy"
        : `two for each of the ${replicas} replicas, and one for a copy`,
      "replicas",
    ],
    [
      "max_replication_slots",
      Math.max(10, replicas * 2 + 1),
      "restart",
      "one for each replica, and for subscriptions",
      "replicas",
    ],
    [
      "wal_keep_size",
      keeps ? memoryValue(minWalSize(options)) : "0",
      "reload",
      keeps
        ? "as much as min_wal_size keeps anyway, for a replica that lost its slot"
        : "no replica would ask for it",
      "memory",
      "storage",
      "profile",
      "replicas",
    ],
    [
      "max_slot_wal_keep_size",
      memoryValue(wholeUnits(size.storage / 4, 16 * MB, 64 * MB)),
      "reload",
      `a quarter of the ${inWords(size.storage)} of storage: a replica that is gone does not fill the rest`,
      "storage",
    ],
    ["hot_standby", "on", "restart", "replicas answer queries"],
    [
      "hot_standby_feedback",
      "on",
      "reload",
      "vacuum waits for the queries of replicas rather than have them cancelled",
    ],
    [
      "synchronous_standby_names",
      waits ? `ANY 1 (${names})` : "",
      "reload",
      waits ? "a commit waits until one of the replicas has it on disk" : "no commit waits for a replica",
      "synchronousReplication",
      "replicas",
    ],
  ]);
}
