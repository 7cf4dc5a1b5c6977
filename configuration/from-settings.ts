import type { Settings } from "../settings/settings.ts";
import type { ParameterOptions } from "./parameter-options.ts";

/** The settings that decide parameters. */
export type DecidingSettings = Pick<
  Settings,
  "profile" | "memory" | "cpus" | "storage" | "replicas" | "synchronousReplication"
>;

/** What the settings do not say. */
export interface ServerFacts
  extends Pick<ParameterOptions, "majorVersion" | "preload" | "readAhead" | "lz4"> {
  /** Cores of the machine, for `cpus: auto`. */
  readonly machineCores: number;
}

/** A stack's settings as what decides its server's parameters: the same for the program and for `doctor`. */
export function parameterOptions(
  { profile, memory, cpus, storage, replicas, synchronousReplication }: DecidingSettings,
  { machineCores, ...facts }: ServerFacts,
): ParameterOptions {
  return {
    profile,
    size: { memory, cores: cpus === "auto" ? machineCores : cpus, storage },
    replicas,
    synchronous: synchronousReplication,
    ...facts,
  };
}
