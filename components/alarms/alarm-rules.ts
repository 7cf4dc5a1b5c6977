import type { AlarmRule, CompositeRule } from "./alarm-rule.ts";
import { connectionRules } from "./rules/connections.ts";
import { diskComposites, diskRules } from "./rules/disk.ts";
import { loginRules } from "./rules/logins.ts";
import { memoryRules } from "./rules/memory.ts";
import { processorRules } from "./rules/processor.ts";
import { replicationRules } from "./rules/replication.ts";
import { storageRules } from "./rules/storage.ts";
import { transactionRules } from "./rules/transactions.ts";
import type { WatchedServer } from "./watched-server.ts";

/** Every alarm of a server. Periods, datapoints and what missing data counts as are AWS's own, where it has a recommendation ("Recommended alarms" of the CloudWatch user guide, 2026-11). */
export function alarmRules(server: WatchedServer): readonly AlarmRule[] {
  return [
    processorRules,
    memoryRules,
    storageRules,
    connectionRules,
    replicationRules,
    diskRules,
    loginRules,
    transactionRules,
  ].flatMap((rules) => rules(server));
}

/** Every alarm of a server that is made of others. */
export function compositeRules(server: WatchedServer): readonly CompositeRule[] {
  return [
    {
      key: "overloaded",
      severity: "page",
      title: "The processors are busy, and sessions wait for them",
      all: ["cpu", server.cores === undefined ? "capacity" : "load"],
      first:
        "Look in Database Insights for the statement that the load is made of, and cancel it if it is new",
    },
    ...diskComposites(server),
  ];
}
