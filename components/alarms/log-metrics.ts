import { LogMetricFilter } from "@pulumi/aws/cloudwatch/logMetricFilter.js";
import { type Input, interpolate, type Output, type Resource } from "@pulumi/pulumi";

/**
 * What RDS has no metric of, counted in PostgreSQL's log by its own words, which is why the server writes English
 * (`lc_messages`). Each is of one event, whatever the line has before it.
 */
const counted = [
  { metric: "Deadlocks", key: "deadlocks", pattern: '"ERROR:  deadlock detected"' },
  {
    metric: "ConnectionsRefused",
    key: "connections-refused",
    pattern: '?"FATAL:  remaining connection slots are reserved" ?"FATAL:  sorry, too many clients already"',
  },
  {
    metric: "PasswordFailures",
    key: "password-failures",
    pattern: '"FATAL:  password authentication failed"',
  },
] as const;

export type LogMetricName = (typeof counted)[number]["metric"];

/** Where the counts of a server's log are, as a namespace of CloudWatch. */
export function logNamespace(identifier: Input<string>): Output<string> {
  return interpolate`pgstack/${identifier}`;
}

/** Counts lines of the log group as metrics: Deadlocks, ConnectionsRefused, PasswordFailures; 0 while there is none. */
export function logMetrics(
  name: string,
  { identifier, logGroupName }: { identifier: Input<string>; logGroupName: Input<string> },
  parent: Resource,
): void {
  for (const { metric, key, pattern } of counted)
    new LogMetricFilter(
      `${name}-${key}-count`,
      {
        name: interpolate`${identifier}-${key}`,
        logGroupName,
        pattern,
        metricTransformation: {
          name: metric,
          namespace: logNamespace(identifier),
          value: "1",
          defaultValue: "0",
          unit: "Count",
        },
      },
      { parent },
    );
}
