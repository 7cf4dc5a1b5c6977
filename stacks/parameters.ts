import { availableParallelism } from "node:os";
import type { ParameterMaps } from "../components/server/parameter-maps.ts";
import { type DecidingSettings, parameterOptions } from "../configuration/from-settings.ts";
import type { ParameterOptions } from "../configuration/parameter-options.ts";
import { serverParameters } from "../configuration/server-parameters.ts";
import { valuesOf } from "../configuration/values-of.ts";

/**
 * A server's parameters, computed from the settings.
 *
 * @param preload libraries that the server has to preload, in RDS's order
 * @param server whether its system can be asked to read ahead, and whether it was built with LZ4
 */
export function parametersOf(
  settings: DecidingSettings,
  majorVersion: number,
  preload: readonly string[],
  server: Pick<ParameterOptions, "readAhead" | "lz4"> = {},
): ParameterMaps {
  const machineCores = availableParallelism();
  const all = serverParameters(
    parameterOptions(settings, { majorVersion, preload, machineCores, ...server }),
  );
  const by = (change: "restart" | "reload") => valuesOf(all.filter((each) => each.change === change));
  return { staticParameters: by("restart"), dynamicParameters: by("reload") };
}
