import type { Formula, RulesOf } from "../alarm-rule.ts";
import { freeStorage, roomToGrow, storageAt } from "../thresholds.ts";
import type { WatchedServer } from "../watched-server.ts";
import { when } from "../when.ts";

const sixHours = 6 * 60 * 60;

/** Free storage, how long it lasts, and the two things that fill it unseen: WAL and a replication slot nobody reads. */
export const storageRules: RulesOf = (server) => (server.kind === "aurora" ? aurora(server) : rds(server));

const rds: RulesOf = (server) => [
  {
    key: "storage",
    severity: "page",
    title: "Little storage is left",
    measure: { metric: "FreeStorageSpace", statistic: "Minimum" },
    compare: "<",
    threshold: freeStorage(server),
    period: 60,
    periods: [5, 5],
    missing: "breaching",
    first:
      "Raise pgstack:allocatedStorage, or pgstack:maxAllocatedStorage where it grows by itself; a full server stops",
  },
  {
    key: "storage-days",
    severity: "ticket",
    title: "At the pace of the last day storage lasts less than a week",
    measure: daysToFull(server),
    compare: "<",
    threshold: 7,
    // From one quarter of a day to the next, and three times of four, so that a nightly load alone does not set it off.
    period: sixHours,
    periods: [3, 4],
    missing: "missing",
    first: "Find what grows (pgstack audit); raise pgstack:maxAllocatedStorage in time",
  },
  ...when(
    server.role === "primary",
    {
      key: "wal",
      severity: "ticket",
      title: "WAL takes a fifth of the storage",
      measure: { metric: "TransactionLogsDiskUsage", statistic: "Maximum" },
      compare: ">",
      threshold: storageAt(server, 0.2),
      period: 300,
      periods: [3, 3],
      missing: "missing",
      first: "Look in pg_replication_slots for what holds it back",
    },
    {
      key: "slot-lag",
      severity: "ticket",
      title: "A replication slot holds back a tenth of the storage",
      measure: { metric: "OldestReplicationSlotLag", statistic: "Maximum" },
      compare: ">",
      threshold: storageAt(server, 0.1),
      period: 300,
      periods: [3, 3],
      missing: "missing",
      first: "Bring back who reads the slot, or drop it: pg_drop_replication_slot",
    },
  ),
];

/** The volume grows by itself; temporary files and logs are on a disk of the instance, about twice its memory (Aurora user guide, "Temporary storage limits for Aurora PostgreSQL", 2026-11). */
const aurora: RulesOf = ({ memory }) => [
  {
    key: "local-storage",
    severity: "ticket",
    title: "Little room is left for temporary files",
    measure: { metric: "FreeLocalStorage", statistic: "Minimum" },
    compare: "<",
    threshold: Math.round(2 * memory * 0.1),
    period: 60,
    periods: [5, 5],
    missing: "missing",
    first: "Look for statements with large temporary files in the log; then take a larger class",
  },
];

/** RATE is the difference from one period to the next by the second: what shrinks is negative. */
function daysToFull(server: WatchedServer): Formula {
  return {
    formula: `IF(RATE(free) < 0, (free + ${roomToGrow(server)}) / (0 - RATE(free)) / 86400, 3650)`,
    label: "days until storage is full",
    of: { free: { metric: "FreeStorageSpace", statistic: "Minimum" } },
  };
}
