import type { ClientBase } from "pg";
import type { IndexDefinition } from "../../model/index-definition.ts";
import { faultsOfPgvector } from "../../model/pgvector-faults.ts";
import { type ExtensionRow, readExtension } from "../../sql/extension/read-extension.ts";
import {
  readServerMemory,
  resetBuildParameters,
  type ServerMemory,
  setBuildParameters,
} from "../../sql/index/build-parameters.ts";
import type { BuildIndexOptions } from "./build-index-options.ts";

/**
 * Runs a build with its part of the memory, and by one process alone where more of them are a known fault; each of the two
 * is said.
 */
export async function withBuildParameters<T>(
  client: ClientBase,
  declared: IndexDefinition,
  { atOnce = 1, oneSession = false, note }: BuildIndexOptions,
  work: () => Promise<T>,
): Promise<T> {
  const memory = atOnce === 1 ? undefined : await memoryOf(client, atOnce);
  // To others it makes next to no difference.
  if (memory !== undefined && declared.method === "hnsw")
    note?.(
      `built with ${megabytes(memory)} MB of maintenance_work_mem, for ${atOnce} builds may run at once ` +
        "and take no more than shared_buffers together; with pgstack:indexBuilds at 1 it has all of it",
    );
  const fault = declared.method === "hnsw" && !oneSession ? await parallelFault(client) : undefined;
  if (fault !== undefined) note?.(fault);
  const parameters = setBuildParameters({ memory, workers: fault === undefined ? undefined : 0 });
  if (parameters === "") return work();
  await client.query(parameters);
  try {
    return await work();
  } finally {
    // A connection that is lost has no settings any more.
    await client.query(resetBuildParameters).catch(() => undefined);
  }
}

async function memoryOf(client: ClientBase, atOnce: number): Promise<number | undefined> {
  const { rows } = await client.query<ServerMemory>(readServerMemory);
  return rows[0] && memoryShare(rows[0], atOnce);
}

/**
 * Kilobytes for one of several builds, so that together they take no more than `shared_buffers`: a quarter of a server's
 * memory, as a rule. `undefined` where the server's own setting keeps to that.
 */
export function memoryShare({ maintenance, buffers }: ServerMemory, atOnce: number): number | undefined {
  const share = Math.max(1024, Math.floor(buffers / atOnce));
  return atOnce > 1 && share < maintenance ? share : undefined;
}

/** What is to be said where HNSW must be built by one process. */
async function parallelFault(client: ClientBase): Promise<string | undefined> {
  const { rows } = await client.query<ExtensionRow>(readExtension, ["vector"]);
  const version = rows[0]?.version;
  if (version === undefined) return undefined;
  const fault = faultsOfPgvector(version).find(({ id }) => id === "parallel-hnsw-build");
  return (
    fault &&
    `built by one process: builds by several are not safe before pgvector ${fault.fixedIn}, and this is ${version}`
  );
}

function megabytes(kilobytes: number): number {
  return Math.floor(kilobytes / 1024);
}
