import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Another name than the embedded server's, which cannot use this data. */
const markerName = "pgstack-native.json";

/** Says that data was made by this program, and for whom. A folder has it from the moment it has data. */
export interface DataMarker {
  readonly madeBy: "pgstack";
  readonly adminUser: string;
  /** Verifier of the password it was given last, which PostgreSQL keeps in this folder, too. */
  readonly password: string;
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
