import type { Parameter } from "../parameter.ts";
import type { ParameterOptions } from "../parameter-options.ts";
import { serverParameters } from "../server-parameters.ts";
import { classMemoryFormulas } from "./class-memory.ts";
import { isFamilyDefault } from "./family-defaults.ts";
import type { RdsParameter } from "./rds-parameter.ts";
import { rdsValue } from "./rds-value.ts";
import { isStatic } from "./static-parameters.ts";

/** What decides an RDS parameter group; `size` is that of the class and of the allocated storage. */
export interface RdsParameterOptions
  extends Pick<ParameterOptions, "profile" | "size" | "majorVersion" | "preload" | "maxConnections"> {
  /** How long the instance itself keeps its log, in days; RDS takes 1 to 7, CloudWatch keeps it longer. @default 7 */
  readonly logRetention?: number;
  /** In place of what is computed, and beside it: values in RDS's units, by name. @default none */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** What RDS decides itself: it does not let one modify these, or has figures of its own for its replicas. */
const rdsOwn = new Set([
  "allow_alter_system",
  "hot_standby",
  "huge_pages",
  "log_destination",
  "log_line_prefix",
  "log_timezone",
  "max_replication_slots",
  "max_wal_senders",
  "superuser_reserved_connections",
  "synchronous_standby_names",
  "TimeZone",
  "wal_level",
]);

/** A profile as the parameters of an RDS parameter group, in RDS's units, sorted by name. */
export function rdsParameterGroup({
  logRetention = 7,
  parameters = {},
  ...given
}: RdsParameterOptions): readonly RdsParameter[] {
  const formulas = classMemoryFormulas(given);
  const computed = serverParameters({ ...given, replicas: 1, synchronous: false })
    .filter(({ name }) => !rdsOwn.has(name))
    .map(({ name, value, change, why }: Parameter) =>
      parameterOf(name, formulas[name] ?? rdsValue(name, value), why, change === "restart"),
    );
  const minutes = Math.min(Math.max(logRetention, 1), 7) * 24 * 60;
  const byName = new Map(
    [
      ...computed,
      parameterOf("rds.force_ssl", "1", "no connection without TLS"),
      parameterOf("rds.log_retention_period", String(minutes), "in minutes; RDS keeps 7 days at most"),
      ...Object.entries(parameters).map(([name, value]) => parameterOf(name, value, "as asked for")),
    ].map((parameter) => [parameter.name, parameter]),
  );
  return [...byName.values()].sort((one, other) => (one.name < other.name ? -1 : 1));
}

function parameterOf(name: string, value: string, why: string, restarts = false): RdsParameter {
  const waits = restarts || isStatic(name) || isFamilyDefault(name, value);
  return { name, value, applyMethod: waits ? "pending-reboot" : "immediate", why };
}
