import type { WatchedServer } from "../alarms/watched-server.ts";
import { charts, primaryCharts, replicaCharts } from "./charts.ts";
import { metricChart } from "./metric-chart.ts";
import { type StatementSources, statementWidgets } from "./statement-widgets.ts";
import { type DashboardServer, type PlacedWidget, placed, type Widget } from "./widget.ts";

export interface DashboardValues extends StatementSources {
  readonly server: WatchedServer;
  readonly replica: WatchedServer;
  readonly primary: DashboardServer;
  readonly replicas: readonly DashboardServer[];
  readonly alarmArns: readonly string[];
}

export interface DashboardBody {
  readonly start: string;
  readonly periodOverride: "inherit";
  readonly widgets: readonly PlacedWidget[];
}

/** CloudWatch shows no more in one widget. */
const mostAlarms = 100;

/** The whole dashboard: alarms first, then what people wait for, then what it is made of. */
export function dashboardBody(values: DashboardValues): DashboardBody {
  const { server, replica, primary, replicas, region } = values;
  const chart = (of: readonly DashboardServer[]) => (one: Parameters<typeof metricChart>[0]) =>
    metricChart(one, of, region);
  return {
    start: "-PT6H",
    periodOverride: "inherit",
    widgets: placed([
      ...alarmStates(values),
      ...primaryCharts(server).map(chart([primary])),
      ...charts(server).map(chart([primary, ...replicas])),
      ...(replicas.length === 0 ? [] : replicaCharts(replica).map(chart(replicas))),
      ...statementWidgets(values),
    ]),
  };
}

function alarmStates({ alarmArns }: DashboardValues): readonly Widget[] {
  const parts = Math.ceil(alarmArns.length / mostAlarms);
  return Array.from({ length: parts }, (_, part) => ({
    type: "alarm",
    width: 24,
    height: 5,
    properties: {
      title: parts === 1 ? "Alarms" : `Alarms, ${part + 1} of ${parts}`,
      sortBy: "stateUpdatedTimestamp",
      alarms: alarmArns.slice(part * mostAlarms, (part + 1) * mostAlarms),
    },
  }));
}
