import type { PlannedResource } from "../planned-resource.ts";
import { types } from "../resource-types.ts";
import { given } from "./known.ts";

/** Whether it is a global database's cluster in another region: data, administrator and backups are its primary's. */
export function isSecondCluster(server: PlannedResource): boolean {
  return server.type === types.cluster && given(server, "sourceRegion") !== undefined;
}
