import { ParameterGroup } from "@pulumi/aws/rds/parameterGroup.js";
import type { CustomResourceOptions } from "@pulumi/pulumi";
import { GB } from "../../../configuration/amount.ts";
import { preloadedLibraries } from "../../../configuration/preloaded-libraries.ts";
import { rdsParameterGroup } from "../../../configuration/rds/parameter-group.ts";
import type { RdsParameter } from "../../../configuration/rds/rds-parameter.ts";
import type { SettledArgs } from "./settled-args.ts";

/**
 * Parameters of server and replicas, named by their family: another major version has another group, which is there before the
 * server leaves the old one; that one is deleted when nobody uses it any more.
 */
export function parameterGroup(name: string, args: SettledArgs, opts: CustomResourceOptions): ParameterGroup {
  const { identifier, majorVersion, tags } = args;
  const family = `postgres${majorVersion}`;
  const groupName = `${identifier}-${family}`;
  return new ParameterGroup(
    name,
    {
      name: groupName,
      family,
      // A change of it would be a replacement under the same name.
      description: `Parameters of ${identifier}`,
      parameters: parametersOf(args).map((parameter) => ({
        name: parameter.name,
        value: parameter.value,
        applyMethod: parameter.applyMethod,
      })),
      tags: { ...tags, Role: "parameters", Name: groupName },
    },
    opts,
  );
}

/** Whether the server loads a library at its start: those that we have it load, or those that the user says. */
export function preloads({ parameters }: SettledArgs, library: string): boolean {
  const loaded = parameters.shared_preload_libraries?.split(",") ?? preloadedLibraries.own;
  return loaded.some((name) => name.trim() === library);
}

function parametersOf(args: SettledArgs): readonly RdsParameter[] {
  const { size, allocatedStorage, profile, majorVersion, maxConnections, blueGreenUpdate } = args;
  return rdsParameterGroup({
    profile,
    size: { ...size, storage: allocatedStorage * GB },
    majorVersion,
    preload: preloadedLibraries.own,
    maxConnections,
    parameters: {
      // Who was connected, whatever the profile says.
      log_connections: "1",
      log_disconnections: "1",
      // A copy of another major version is fed by logical replication (RDS user guide, "Creating a blue/green deployment").
      ...(blueGreenUpdate && { "rds.logical_replication": "1" }),
      ...args.parameters,
    },
  });
}
