import type { Parameter } from "../../configuration/parameter.ts";
import type { RdsParameter } from "../../configuration/rds/rds-parameter.ts";
import { rdsValue } from "../../configuration/rds/rds-value.ts";
import { behaviourParameters } from "./behaviour-parameters.ts";
import { compare, type ParityItem } from "./parity-item.ts";

/** Parameters of both sides. */
export interface ComparedParameters {
  /** Computed of dev's server; `undefined` of one that has none to set. */
  readonly dev: readonly Parameter[] | undefined;
  /** Computed of the parameter group. */
  readonly prod: readonly RdsParameter[];
  /** Set by hand in `pgstack:parameters`. */
  readonly set: Readonly<Record<string, string>>;
}

/** What RDS has for everybody, where one does not set it (RDS user guide, "Appendix.PostgreSQL.CommonDBATasks.Parameters", 2026-11). */
const rdsOwn: Readonly<Record<string, string>> = {
  TimeZone: "UTC",
  allow_alter_system: "0",
  wal_level: "replica",
};

/** What of a value follows the size of a server, or what it is for: another one is to be expected. */
const sizes: readonly string[] = ["memory", "cpus", "storage", "profile"];

/** Each parameter that statements behave by. */
export function compareParameters({ dev, prod, set }: ComparedParameters): ParityItem[] {
  if (dev === undefined)
    return [
      compare(
        "parameters",
        "parameters",
        "its own",
        "the parameter group's",
        "",
        "the embedded server takes no parameters from settings",
      ),
    ];
  return Object.entries(behaviourParameters).map(([name, { why, otherwise }]) => {
    const own = dev.find((parameter) => parameter.name === name);
    const devValue = own === undefined ? otherwise : rdsValue(name, own.value);
    const computed = prod.find((parameter) => parameter.name === name)?.value;
    const prodValue =
      set[name] === undefined ? (computed ?? rdsOwn[name] ?? otherwise) : rdsValue(name, set[name]);
    const follows = own?.changedBy.filter((setting) => sizes.includes(setting)) ?? [];
    const nature =
      set[name] === undefined && follows.length > 0
        ? `follows ${new Intl.ListFormat("en-GB").format(follows)} on either side`
        : undefined;
    return compare("parameters", name, devValue, prodValue, why, nature);
  });
}
