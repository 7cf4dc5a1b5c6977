import { CompositeAlarm } from "@pulumi/aws/cloudwatch/compositeAlarm.js";
import type { MetricAlarm } from "@pulumi/aws/cloudwatch/metricAlarm.js";
import {
  all,
  ComponentResource,
  type ComponentResourceOptions,
  type Input,
  interpolate,
  type Output,
} from "@pulumi/pulumi";
import { alarmDescription } from "./alarm-description.ts";
import type { Severity } from "./alarm-rule.ts";
import { alarmRules, compositeRules } from "./alarm-rules.ts";
import { metricAlarm } from "./metric-alarm.ts";
import type { Dimensions } from "./server-dimensions.ts";
import type { WatchedServer } from "./watched-server.ts";

export interface ServerAlarmsArgs {
  server: WatchedServer;
  /** Begins the names of its alarms. */
  identifier: Input<string>;
  dimensions: Dimensions;
  primary: Dimensions;
  logNamespace: Input<string>;
  topics: Readonly<Record<"page" | "ticket", Input<string>>>;
  tags: Record<string, string>;
}

/** All alarms of one server. */
export class ServerAlarms extends ComponentResource {
  /** Of those that call somebody. */
  readonly arns: Output<string>[];

  constructor(name: string, args: ServerAlarmsArgs, opts?: ComponentResourceOptions) {
    super("pgstack:index:ServerAlarms", name, {}, opts);
    const { server, identifier, dimensions, primary, logNamespace, topics } = args;
    const calls = (severity: Severity) => ({
      actions: severity === "part" ? [] : [topics[severity]],
      // Whom a page woke wants to know that it is over.
      okActions: severity === "page" ? [topics.page] : [],
      tags: { ...args.tags, Role: "alarm", Severity: severity },
    });
    const alarms = new Map<string, MetricAlarm>();
    const arns: Output<string>[] = [];
    for (const rule of alarmRules(server)) {
      const alarm = metricAlarm(
        `${name}-${rule.key}`,
        { rule, identifier, dimensions, primary, logNamespace, ...calls(rule.severity) },
        this,
      );
      alarms.set(rule.key, alarm);
      if (rule.severity !== "part") arns.push(alarm.arn);
    }
    for (const rule of compositeRules(server)) {
      const names = rule.all.map((key) => {
        const alarm = alarms.get(key);
        if (alarm === undefined) throw new TypeError(`${rule.key} is made of ${key}, which is no alarm`);
        return alarm.name;
      });
      const { actions, ...rest } = calls(rule.severity);
      const alarm = new CompositeAlarm(
        `${name}-${rule.key}`,
        {
          alarmName: interpolate`${identifier}-${rule.key}`,
          alarmDescription: alarmDescription(rule),
          alarmRule: all(names).apply((known) => known.map((one) => `ALARM("${one}")`).join(" AND ")),
          actionsEnabled: true,
          alarmActions: actions,
          ...rest,
        },
        { parent: this },
      );
      arns.push(alarm.arn);
    }
    this.arns = arns;
    this.registerOutputs({});
  }
}
