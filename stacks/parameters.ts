import { availableParallelism } from "node:os";
import type { ParameterMaps } from "../components/server/parameter-maps.ts";
import { serverParameters } from "../configuration/server-parameters.ts";
import type { Settings } from "../settings/settings.ts";

/**
 * A server's parameters, computed from the settings.
 *
 * @param preload libraries that the server has to preload, in RDS's order
 */
export function parametersOf(
  settings: Pick<Settings, "profile" | "memory" | "cpus" | "storage" | "replicas" | "synchronousReplication">,
  majorVersion: number,
  preload: readonly string[],
): ParameterMaps {
  const { profile, memory, storage, replicas, synchronousReplication } = settings;
  const cores = settings.cpus === "auto" ? availableParallelism() : settings.cpus;
  const all = serverParameters({
    profile,
    size: { memory, cores, storage },
    majorVersion,
    replicas,
    synchronous: synchronousReplication,
    preload,
  });
  const by = (change: "restart" | "reload") =>
    Object.fromEntries(all.filter((each) => each.change === change).map(({ name, value }) => [name, value]));
  return { staticParameters: by("restart"), dynamicParameters: by("reload") };
}
