import { Dashboard as CloudWatchDashboard } from "@pulumi/aws/cloudwatch/dashboard.js";
import {
  ComponentResource,
  type ComponentResourceOptions,
  type Input,
  jsonStringify,
  type Output,
  output,
} from "@pulumi/pulumi";
import { logNamespace } from "../alarms/log-metrics.ts";
import { dimensionsOf } from "../alarms/server-dimensions.ts";
import { type ServerKind, watchedServer } from "../alarms/watched-server.ts";
import { dashboardBody } from "./dashboard-body.ts";

/** Three dashboards are free, each further one is three US dollars a month. */
export interface DashboardArgs {
  /** `aurora`: identifiers are those of the cluster, and a replica stands for all of its readers. @default "rds" */
  kind?: ServerKind;
  /** Name of the dashboard, and of the server. A change replaces it. */
  identifier: Input<string>;
  region: string;
  /** Id that RDS gave the instance: statements a second are asked for by it. @default no such chart */
  resourceId?: Input<string> | undefined;
  replicas: readonly { readonly name: string; readonly identifier: Input<string> }[];
  instanceClass: string;
  /** @default the primary's */
  replicaInstanceClass?: string | undefined;
  /** Of Aurora Serverless, in its capacity units. */
  maxCapacity?: number | undefined;
  maxConnections: number;
  /** GiB. */
  allocatedStorage: number;
  maxAllocatedStorage: number;
  storageType: string;
  iops?: number | undefined;
  logGroupName: Input<string>;
  /** Shown by their state. */
  alarmArns: Input<Input<string>[]>;
}

/** A server and its replicas on one page of CloudWatch, with the alarms' thresholds drawn in. */
export class Dashboard extends ComponentResource {
  readonly dashboardName: Output<string>;

  constructor(name: string, args: DashboardArgs, opts?: ComponentResourceOptions) {
    const { kind = "rds", region, identifier, replicas } = args;
    const size = { ...args, kind };
    const server = watchedServer("primary", size);
    const replica = watchedServer("replica", {
      ...size,
      instanceClass: args.replicaInstanceClass ?? args.instanceClass,
    });
    super("pgstack:index:Dashboard", name, {}, opts);
    const body = output({
      identifier,
      resourceId: args.resourceId,
      logGroupName: args.logGroupName,
      logNamespace: logNamespace(identifier),
      alarmArns: args.alarmArns,
      primary: { name: "primary", dimensions: dimensionsOf(kind, "primary", identifier) },
      replicas: replicas.map((one) => ({
        name: one.name,
        dimensions: dimensionsOf(kind, "replica", one.identifier),
      })),
    }).apply((known) => dashboardBody({ ...known, region, server, replica }));
    const dashboard = new CloudWatchDashboard(
      name,
      { dashboardName: identifier, dashboardBody: jsonStringify(body) },
      { parent: this },
    );
    this.dashboardName = dashboard.dashboardName;
    this.registerOutputs({ dashboardName: this.dashboardName });
  }
}
