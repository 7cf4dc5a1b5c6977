import { Incarnation } from "../../embedded/run-folder/incarnation.ts";
import { dataIdentity } from "./data-identity.ts";

/**
 * Looks who the data is, and whether it is what was there the last time: another incarnation is counted when the folder
 * came back empty, with other data, or with an older copy of it. What PostgreSQL wrote since the last look that an older
 * copy is older than is not known, so that a copy of the moment of that look passes for the same.
 *
 * @returns `<system identifier>/<incarnation>`, or `undefined` when there is no data
 */
export function countIncarnation(runFolder: string, dataFolder: string): string | undefined {
  const found = dataIdentity(dataFolder);
  if (found === undefined) return undefined;
  const { systemIdentifier, checkpoint } = found;
  return `${systemIdentifier}/${new Incarnation(runFolder, systemIdentifier, checkpoint, checkpoint).number}`;
}
