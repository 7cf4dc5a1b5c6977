import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Another name than the embedded server's, which cannot use this data. */
const markerName = "pgstack-native.json";

/** Says that data was made by this program, and for whom. A folder has it from the moment it has data. */
export interface DataMarker {
  readonly madeBy: "pgstack";
  /** Absent from data of older versions, whose administrator is the superuser. */
  readonly superuser?: string;
  /** Identity of the primary that it was cloned from. Absent from a primary's data. */
  readonly cloneOf?: string;
}

/** The marker of a data folder, or `undefined` where this program made none. */
export function readDataMarker(dataFolder: string): DataMarker | undefined {
  const path = join(dataFolder, markerName);
  if (!existsSync(path)) return undefined;
  const marker = JSON.parse(readFileSync(path, "utf8")) as DataMarker;
  return marker.madeBy === "pgstack" ? marker : undefined;
}

/** @returns its path */
export function writeDataMarker(dataFolder: string, marker: DataMarker): string {
  const path = join(dataFolder, markerName);
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(marker, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, path);
  return path;
}
