import type { Parameter } from "../parameter.ts";
import type { ParameterOptions } from "../parameter-options.ts";
import { serverParameters } from "../server-parameters.ts";
import { classMemoryFormulas } from "./class-memory.ts";
import type { RdsParameter } from "./rds-parameter.ts";
import { rdsValue } from "./rds-value.ts";

/** What decides an RDS parameter group; `size` is that of the class and of the allocated storage. */
export interface RdsParameterOptions
  extends Pick<ParameterOptions, "profile" | "size" | "majorVersion" | "preload" | "maxConnections"> {
  /** How long the instance itself keeps its log, in days; RDS takes 1 to 7, CloudWatch keeps it longer. @default 7 */
  readonly logRetention?: number;
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

/** Dynamic for PostgreSQL, but static in RDS's list (Appendix.PostgreSQL.CommonDBATasks.Parameters). */
const rdsStatic = new Set(["temp_file_limit"]);

/** A profile as the parameters of an RDS parameter group, in RDS's units, sorted by name. */
export function rdsParameterGroup({
  logRetention = 7,
  ...given
}: RdsParameterOptions): readonly RdsParameter[] {
  const formulas = classMemoryFormulas(given);
  const computed = serverParameters({ ...given, replicas: 1, synchronous: false })
    .filter(({ name }) => !rdsOwn.has(name))
    .map(
      ({ name, value, change, why }: Parameter): RdsParameter => ({
        name,
        value: formulas[name] ?? rdsValue(name, value),
        applyMethod: change === "restart" || rdsStatic.has(name) ? "pending-reboot" : "immediate",
        why,
      }),
    );
  const minutes = Math.min(Math.max(logRetention, 1), 7) * 24 * 60;
  return [
    ...computed,
    {
      name: "rds.force_ssl",
      value: "1",
      applyMethod: "immediate" as const,
      why: "no connection without TLS",
    },
    {
      name: "rds.log_retention_period",
      value: String(minutes),
      applyMethod: "immediate" as const,
      why: "in minutes; RDS keeps 7 days at most",
    },
  ].sort((one, other) => (one.name < other.name ? -1 : 1));
}
