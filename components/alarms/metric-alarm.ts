import { MetricAlarm } from "@pulumi/aws/cloudwatch/metricAlarm.js";
import { type Input, interpolate, type Output, output, type Resource } from "@pulumi/pulumi";
import { alarmDescription } from "./alarm-description.ts";
import type { AlarmRule, MetricOf } from "./alarm-rule.ts";
import type { Dimensions } from "./server-dimensions.ts";

export interface MetricAlarmArgs {
  rule: AlarmRule;
  /** Before the rule's key, in the alarm's name. */
  identifier: Input<string>;
  dimensions: Dimensions;
  /** Of the primary, for a rule that looks there too. */
  primary: Dimensions;
  /** Namespace of what is counted in the log. */
  logNamespace: Input<string>;
  /** Whom it calls when it goes off; nobody for a part of a composite. */
  actions: Input<string>[];
  /** Whom it calls when it is over. */
  okActions: Input<string>[];
  tags: Record<string, string>;
}

const operators = {
  ">": "GreaterThanThreshold",
  ">=": "GreaterThanOrEqualToThreshold",
  "<": "LessThanThreshold",
  "<=": "LessThanOrEqualToThreshold",
  "above band": "GreaterThanUpperThreshold",
};

/** An alarm on a metric, on a formula over several, or on the band that CloudWatch learned of one. */
export function metricAlarm(name: string, args: MetricAlarmArgs, parent: Resource): MetricAlarm {
  const { rule, identifier, actions, okActions, tags } = args;
  const [bad, of] = rule.periods;
  return new MetricAlarm(
    name,
    {
      name: interpolate`${identifier}-${rule.key}`,
      alarmDescription: alarmDescription(rule),
      comparisonOperator: operators[rule.compare],
      ...measured(args),
      evaluationPeriods: of,
      datapointsToAlarm: bad,
      treatMissingData: rule.missing,
      actionsEnabled: true,
      alarmActions: actions,
      okActions,
      tags,
    },
    { parent },
  );
}

function measured({ rule, dimensions, primary, logNamespace }: MetricAlarmArgs) {
  const { measure, threshold, period } = rule;
  const query = (id: string, { metric, statistic, from, of }: MetricOf, returnData: boolean) => ({
    id,
    returnData,
    metric: {
      namespace: from === "log" ? logNamespace : "AWS/RDS",
      metricName: metric,
      stat: statistic,
      period,
      ...(from !== "log" && { dimensions: output(of === "primary" ? primary : dimensions) }),
    },
  });
  if (rule.compare === "above band") {
    if ("formula" in measure) throw new TypeError(`${rule.key}: a band is of one metric`);
    return {
      thresholdMetricId: "band",
      metricQueries: [
        query("metric", measure, true),
        {
          id: "band",
          returnData: true,
          label: "usual",
          expression: `ANOMALY_DETECTION_BAND(metric, ${threshold})`,
        },
      ],
    };
  }
  if ("formula" in measure)
    return {
      threshold,
      metricQueries: [
        ...Object.entries(measure.of).map(([id, metric]) => query(id, metric, false)),
        { id: "result", returnData: true, label: measure.label, expression: measure.formula },
      ],
    };
  const { metric, statistic, from } = measure;
  return {
    threshold,
    period,
    namespace: from === "log" ? logNamespace : ("AWS/RDS" as Input<string>),
    metricName: metric,
    ...(from !== "log" && { dimensions: output(dimensions) as Output<Record<string, string>> }),
    ...(statistic.startsWith("p") ? { extendedStatistic: statistic } : { statistic }),
  };
}
