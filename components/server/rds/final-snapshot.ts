import { interpolate, type Output, type Resource } from "@pulumi/pulumi";
import { RandomId } from "@pulumi/random";

/**
 * Name of the snapshot that is made when the server is deleted: the same in each update, and another one for the next server
 * of that name, whose deletion would fail with DBSnapshotAlreadyExists.
 */
export function finalSnapshot(name: string, identifier: string, parent: Resource): Output<string> {
  const { hex } = new RandomId(name, { byteLength: 4, keepers: { identifier } }, { parent });
  return interpolate`${identifier}-final-${hex}`;
}
