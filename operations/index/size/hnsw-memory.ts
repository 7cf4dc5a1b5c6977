/** What one element of the graph takes in memory, in bytes, on a 64-bit machine. */
export interface HnswElement {
  /** Bytes of the indexed value, header and all. */
  readonly value: number;
  readonly m: number;
}

/** HnswElementData: pointers, ten row addresses, hash, places on disk, a lock. Source: pgvector 0.8, src/hnsw.h. */
const element = 128;
/** HnswCandidate: a pointer, a distance, a flag. */
const neighbor = 16;
/** Header of an array of neighbours, and the pointer to it. */
const layer = 8 + 8;
/** PostgreSQL's own, before each piece of memory: the element, its value, its list of layers, a layer. */
const chunk = 8;

/**
 * Bytes that an HNSW build keeps in maintenance_work_mem for each row: the element, its value, and for each layer that it
 * is in as many neighbours as the layer allows, 2 m in the lowest and m in those above, of which there are 1 / (m - 1) on
 * average (a row is in layer l with a probability of m^-l).
 */
export function hnswBytesPerRow({ value, m }: HnswElement): number {
  const above = 1 / (m - 1);
  return (
    4 * chunk + element + aligned(value) + (layer + 2 * m * neighbor) + above * (layer + chunk + m * neighbor)
  );
}

/** Rows whose graph fits into maintenance_work_mem, in bytes. */
export function hnswRowsIn(maintenanceWorkMem: number, of: HnswElement): number {
  return Math.floor(maintenanceWorkMem / hnswBytesPerRow(of));
}

/** Bytes of a value of a pgvector type, or `undefined` where its size is not known beforehand. Source: pgvector's README. */
export function vectorBytes(type: string, dimensions: number | null): number | undefined {
  if (dimensions === null) return undefined;
  const bytes = {
    vector: 8 + 4 * dimensions,
    halfvec: 8 + 2 * dimensions,
    bit: 8 + Math.ceil(dimensions / 8),
  };
  return bytes[type as keyof typeof bytes];
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}
