import { hnswBytesPerRow, hnswRowsIn, vectorBytes } from "../../size/hnsw-memory.ts";
import { sizeWords } from "../../size/size-words.ts";
import { vectorKey } from "../../size/vector-key.ts";
import type { PreflightFinding } from "../preflight-finding.ts";
import type { PreflightSubject } from "../preflight-subject.ts";

/** pgvector's own where the declaration has none. */
const defaultM = 16;

/**
 * An HNSW graph that does not fit into maintenance_work_mem is built on disk from there on, many times slower; and workers
 * that build it together have it in shared memory, of which a container may have little.
 */
export function buildMemory({ index, table, server, sharedMemory }: PreflightSubject): PreflightFinding[] {
  const key = vectorKey(index, table);
  const value = key && vectorBytes(key.type, key.dimensions);
  if (index.method !== "hnsw" || table.rows === null || value === undefined) return [];
  const element = { value, m: Number(index.with?.m ?? defaultM) };
  const needed = table.rows * hnswBytesPerRow(element);
  const { maintenanceWorkMem, parallelWorkers, sharedMemoryType } = server;
  const rows = (count: number) => count.toLocaleString("en-US");
  const findings: PreflightFinding[] = [];
  const fitting = hnswRowsIn(maintenanceWorkMem, element);
  if (table.rows > fitting)
    findings.push({
      level: "warning",
      property: "with",
      what: `building it takes about ${sizeWords(needed)} of memory for ${rows(table.rows)} rows, and maintenance_work_mem is ${sizeWords(maintenanceWorkMem)}: past about ${rows(Number(fitting.toPrecision(2)))} rows it goes on many times slower`,
      mend: `Raise maintenance_work_mem for the build, by more memory (pgstack:memory) or profile vector; or index half precision.`,
    });
  const parallel = parallelWorkers > 0 && sharedMemoryType === "posix" && needed > 0;
  if (parallel && sharedMemory !== undefined && sharedMemory < maintenanceWorkMem && table.rows > 0)
    findings.push({
      level: "warning",
      property: "with",
      what: `a parallel build shares maintenance_work_mem, ${sizeWords(maintenanceWorkMem)}, and /dev/shm of the server holds ${sizeWords(sharedMemory)}: it would fail with "could not resize shared memory segment"`,
      mend: "Give the container a larger shm_size, or set max_parallel_maintenance_workers to 0 for the build.",
    });
  return findings;
}
