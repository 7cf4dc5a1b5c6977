import { besides } from "../../settings/besides.ts";
import type { RememberedServer } from "../../settings/remembered-server.ts";
import type { Settings } from "../../settings/settings.ts";

/** A server in Docker: the primary's container, and those beside it. */
export interface DockerServer {
  /** Stack it belongs to: nothing without its label is ever touched. */
  readonly stack: string;
  /** Address of the daemon, e.g. `unix:///var/run/docker.sock`. */
  readonly host: string;
  /** Of the primary's container and volume, and of the network; the names of all others begin with it. */
  readonly name: string;
  /** The primary's TCP port on 127.0.0.1. */
  readonly port: number;
  /** What the settings want beside the primary: `replica-1`, ..., `pgbouncer`. @default what is there */
  readonly beside?: readonly string[];
}

/** The server that a stack was given, in the terms of Docker. */
export function dockerServerOf(
  { dockerHost: host = "", name = "", port }: RememberedServer,
  settings: Pick<Settings, "stack" | "replicas" | "pgbouncer">,
): DockerServer {
  return { stack: settings.stack, host, name, port, beside: besides(settings) };
}
