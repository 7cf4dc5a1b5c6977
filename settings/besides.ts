import { replicaNames } from "./replica-names.ts";
import type { Settings } from "./settings.ts";

/** Names of what the settings want beside a stack's server, in the order in which it starts: `replica-1`, ..., `pgbouncer`. */
export function besides({ replicas, pgbouncer }: Pick<Settings, "replicas" | "pgbouncer">): string[] {
  return [...replicaNames(replicas), ...(pgbouncer ? ["pgbouncer"] : [])];
}
