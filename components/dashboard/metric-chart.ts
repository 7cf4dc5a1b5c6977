import { type RdsMetricName, rdsMetrics } from "../../aws/alarm-metrics.ts";
import type { Annotation, DashboardServer, Widget } from "./widget.ts";

export interface MetricChart {
  readonly title: string;
  readonly metrics: readonly { readonly metric: RdsMetricName; readonly statistic: string }[];
  readonly annotations?: readonly Annotation[];
  /** One above the other, where they make up a whole. @default false */
  readonly stacked?: boolean;
}

/**
 * A line for each metric of each server. What a line is called is never typed in: it is the metric's own label, and the axis
 * its unit, so that no chart shows one thing under the name of another.
 *
 * @throws TypeError for metrics of several units in one chart
 */
export function metricChart(
  { title, metrics, annotations = [], stacked = false }: MetricChart,
  servers: readonly DashboardServer[],
  region: string,
): Widget {
  const units = new Set(metrics.map(({ metric }) => rdsMetrics[metric].unit));
  const [unit] = units;
  if (units.size !== 1) throw new TypeError(`${title} has metrics in ${[...units].join(" and ")}`);
  return {
    type: "metric",
    width: 8,
    height: 6,
    properties: {
      title,
      region,
      view: "timeSeries",
      stacked,
      period: 60,
      metrics: servers.flatMap((server) =>
        metrics.map(({ metric, statistic }) => [
          "AWS/RDS",
          metric,
          ...Object.entries(server.dimensions).flat(),
          { stat: statistic, label: `${server.name}: ${rdsMetrics[metric].label}` },
        ]),
      ),
      yAxis: { left: { label: unit, min: 0, showUnits: false } },
      annotations: { horizontal: annotations },
    },
  };
}
