import { instanceClass as classOf } from "../../../aws/instance-class.ts";
import { GB } from "../../../configuration/amount.ts";
import { preloadedLibraries } from "../../../configuration/preloaded-libraries.ts";
import { type AuroraParameters, auroraParameters } from "../../../configuration/rds/aurora-parameters.ts";
import { UserError } from "../../../errors/user-error.ts";
import type { AuroraPostgresArgs } from "./aurora-postgres-args.ts";
import { majorOf } from "./aurora-shape.ts";

/** Memory of an Aurora capacity unit, in bytes, about (Aurora user guide, aurora-serverless-v2.how-it-works). */
const capacityUnit = 2 * GB;
/** Of a cluster that may pause, when it does not. */
const leastCapacity = 0.5;

/**
 * The parameters of both groups, for the class of the instances or for the least capacity.
 *
 * @throws UserError for a class that is unknown, or a parameter that Aurora has not
 */
export function sizedParameters({
  instanceClass,
  engineVersion,
  profile,
  maxConnections,
  parameters,
}: Pick<
  AuroraPostgresArgs,
  "instanceClass" | "engineVersion" | "profile" | "maxConnections" | "parameters"
>): AuroraParameters {
  const serverless = typeof instanceClass !== "string";
  const size = serverless
    ? { memory: Math.max(instanceClass.minCapacity, leastCapacity) * capacityUnit, cores: 1 }
    : classOf(instanceClass);
  if (size === undefined) {
    throw new UserError("no class of an Aurora instance that is known here", {
      where: `instanceClass ${instanceClass}`,
      mend: "Write one such as db.r7g.large, or set pgstack:auroraServerless to true.",
    });
  }
  return auroraParameters({
    profile,
    majorVersion: Number(majorOf(engineVersion)),
    preload: preloadedLibraries.own,
    maxConnections,
    size,
    serverless,
    overrides: {
      // Who was connected, whatever the profile says.
      log_connections: "1",
      log_disconnections: "1",
      ...parameters,
    },
  });
}
