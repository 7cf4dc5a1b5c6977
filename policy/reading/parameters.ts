import type { Plan, PlannedResource, PlannedValue } from "../planned-resource.ts";
import { types } from "../resource-types.ts";
import { given, isHidden, isRecord, listOf } from "./known.ts";
import { linkOf } from "./links.ts";
import { isReplica, sourceOf } from "./replica.ts";

/** Parameters of a server's group, by name; undefined where they are not known, or it has AWS's default group. */
export interface ServerParameters {
  readonly group: "given" | "default" | "not known";
  readonly values: ReadonlyMap<string, PlannedValue>;
}

const none: ReadonlyMap<string, PlannedValue> = new Map();

/** The parameter group of an instance or a cluster. */
export function parametersOf(plan: Plan, server: PlannedResource): ServerParameters {
  const property = server.type === types.cluster ? "dbClusterParameterGroupName" : "parameterGroupName";
  if (given(server, property) === undefined) {
    // A replica has its source's in the same region, elsewhere the default ("CreateDBInstanceReadReplica", 2026-11).
    const source = isReplica(server) ? sourceOf(plan, server) : undefined;
    return source !== undefined && source.provider === server.provider
      ? parametersOf(plan, source)
      : { group: "default", values: none };
  }
  const [group] = linkOf(
    plan,
    server,
    property,
    [types.parameterGroup, types.clusterParameterGroup],
    ["name"],
  ).to;
  if (group === undefined || isHidden(group.inputs.parameters)) return { group: "not known", values: none };
  const parameters = listOf(group.inputs.parameters).filter(isRecord);
  return {
    group: "given",
    values: new Map(parameters.map(({ name, value = null }) => [String(name), value])),
  };
}
