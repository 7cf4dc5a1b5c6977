import type { Output } from "@pulumi/pulumi";

/** Log group of PostgreSQL's own log, which alarms count in: the settings refuse a server that does not export it. */
export function ownLog(logGroups: Readonly<Record<string, Output<string>>>): Output<string> {
  const { postgresql } = logGroups;
  if (postgresql === undefined) throw new TypeError("the server exports no log of PostgreSQL's own");
  return postgresql;
}
