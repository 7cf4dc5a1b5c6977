import { fitName } from "../../fit-name.ts";

/** Name of the index of one partition: the partition's and the index's. */
export function partName(partition: string, index: string): string {
  return fitName(`${partition}_${index}`);
}
