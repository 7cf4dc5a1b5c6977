import { MB } from "./amount.ts";
import { autovacuumWorkers } from "./groups/autovacuum.ts";
import { connectionsAllowed } from "./groups/connections.ts";
import { maintenanceMemory, sharedBuffers, workMemory } from "./groups/memory.ts";
import type { ParameterOptions } from "./parameter-options.ts";

/** What a server may take of its memory; all in bytes. */
export interface MemoryBudget {
  /** Buffers, and about 3 % for the tables of locks, connections and WAL beside them. */
  readonly shared: number;
  /** Each connection sorts once, in all of `work_mem`, and has 3 MB of its own. */
  readonly sessions: number;
  /** Each worker of autovacuum is in a large table, and an index is built. */
  readonly vacuums: number;
  /** All of these at once: more than there is, on purpose, for it does not come to that. */
  readonly total: number;
  /** What is taken when all connections are there and do nothing. */
  readonly idle: number;
}

/**
 * At the worst one statement can take more than `work_mem`, for each of its sorts and hashes has its own, and hashes twice
 * that (`hash_mem_multiplier`): no figure bounds it but the memory limit of the container.
 */
export function memoryBudget(options: ParameterOptions): MemoryBudget {
  const connections = Math.floor(connectionsAllowed(options));
  const shared = Math.round(sharedBuffers(options) * 1.03) + 10 * MB;
  const idle = shared + connections * 3 * MB;
  const sessions = connections * (workMemory(options) + 3 * MB);
  const vacuums = (autovacuumWorkers(options) + 1) * maintenanceMemory(options);
  return { shared, sessions, vacuums, total: shared + sessions + vacuums, idle };
}
