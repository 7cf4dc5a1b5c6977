import type { Input } from "@pulumi/pulumi";
import type { ServerKind, WatchedServer } from "./watched-server.ts";

/** A server as CloudWatch's dimensions name it. */
export type Dimensions = Readonly<Record<string, Input<string>>>;

/** An instance by its identifier; a cluster's writer, or all of its readers, by their part in it, which outlives a failover. */
export function dimensionsOf(
  kind: ServerKind,
  role: WatchedServer["role"],
  identifier: Input<string>,
): Dimensions {
  return kind === "aurora"
    ? { DBClusterIdentifier: identifier, Role: role === "primary" ? "WRITER" : "READER" }
    : { DBInstanceIdentifier: identifier };
}
