import { instanceClass as sizeOf } from "../../../aws/instance-class.ts";
import { type ProductionRule, type RuleMistake, rule } from "./rule.ts";

/** Read replicas of an instance: how many, where and how large. */
export const replicaRules: readonly ProductionRule[] = [
  rule(["replicaAvailabilityZones", "replicas", "availabilityZones"], (settings, { written }) => {
    const { replicaAvailabilityZones, replicas, availabilityZones } = settings;
    if (!written.has("replicaAvailabilityZones")) return [];
    const mistakes: RuleMistake[] = [...new Set(replicaAvailabilityZones)]
      .filter((zone) => !availabilityZones.includes(zone))
      .map((zone) => ({
        key: "replicaAvailabilityZones",
        problem: `${zone} is none of pgstack:availabilityZones, and has no subnet`,
        mend: `use ${availabilityZones.join(" or ")}`,
      }));
    if (replicaAvailabilityZones.length !== replicas)
      mistakes.push({
        key: "replicaAvailabilityZones",
        problem: `${counted(replicaAvailabilityZones.length, "zone")} for ${counted(replicas, "replica")}`,
        mend: "list one for each, or remove it: the zones are then taken in turn",
      });
    return mistakes;
  }),
  rule(["replicaAvailabilityZones", "availabilityZone", "multiAz", "replicas"], (settings) => {
    const { replicaAvailabilityZones, availabilityZone, multiAz, replicas } = settings;
    return !multiAz &&
      replicas > 0 &&
      availabilityZone !== undefined &&
      replicaAvailabilityZones.includes(availabilityZone)
      ? [
          {
            key: "replicaAvailabilityZones",
            problem: `a replica in ${availabilityZone}, the primary's zone, is lost with it`,
            mend: "use another zone",
          },
        ]
      : [];
  }),
  rule(["replicaInstanceClass", "replicas", "copyRegionReplica"], (settings) => {
    const { replicaInstanceClass, replicas, copyRegionReplica } = settings;
    return replicaInstanceClass !== undefined && replicas === 0 && !copyRegionReplica
      ? [
          {
            key: "replicaInstanceClass",
            problem: "there is no replica",
            mend: "remove it, or set pgstack:replicas",
          },
        ]
      : [];
  }),
  rule(["replicaInstanceClass", "instanceClass"], ({ replicaInstanceClass, instanceClass }) => {
    const [replica, primary] = [sizeOf(replicaInstanceClass ?? ""), sizeOf(instanceClass)];
    return replica !== undefined &&
      primary !== undefined &&
      (replica.memory < primary.memory || replica.cores < primary.cores)
      ? [
          {
            key: "replicaInstanceClass",
            problem: `smaller than ${instanceClass}: it falls behind what the primary writes, and cannot take its place`,
            mend: "use a class of the same size or larger, or remove it",
          },
        ]
      : [];
  }),
];

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
