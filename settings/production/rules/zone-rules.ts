import { isZoneOf } from "../../../aws/regions.ts";
import { type ProductionRule, type RuleMistake, rule } from "./rule.ts";

/** Zones of the subnets, and of an instance without a standby. */
export const zoneRules: readonly ProductionRule[] = [
  rule(["region", "availabilityZones"], ({ region, availabilityZones }) => {
    const mistakes: RuleMistake[] = availabilityZones
      .filter((zone) => !isZoneOf(zone, region))
      .map((zone) => ({
        key: "availabilityZones",
        problem: `${zone} is no zone of ${region}`,
        mend: `use zones such as ${region}a`,
      }));
    if (availabilityZones.length < 2)
      mistakes.push({
        key: "availabilityZones",
        problem: "a group of subnets has two zones or more",
        mend: `write another one, such as ${otherZone(region, availabilityZones)}`,
      });
    return mistakes;
  }),
  rule(["availabilityZone", "availabilityZones", "multiAz"], (settings) => {
    const { availabilityZone, availabilityZones, multiAz } = settings;
    if (availabilityZone === undefined) return [];
    if (multiAz)
      return [
        {
          key: "availabilityZone",
          problem: "AWS picks both zones of a server with a standby",
          mend: "remove it, or set pgstack:multiAz to false",
        },
      ];
    return availabilityZones.includes(availabilityZone)
      ? []
      : [
          {
            key: "availabilityZone",
            problem: "none of pgstack:availabilityZones",
            mend: `use one of ${availabilityZones.join(", ")}`,
          },
        ];
  }),
];

function otherZone(region: string, zones: readonly string[]): string {
  return zones.includes(`${region}a`) ? `${region}b` : `${region}a`;
}
