import type { RdsMetricName } from "../../aws/alarm-metrics.ts";
import type { LogMetricName } from "./log-metrics.ts";
import type { WatchedServer } from "./watched-server.ts";

/**
 * Whom an alarm calls: `page` somebody now, by night too; `ticket` somebody in working hours; `part` nobody, it is half of a
 * composite alarm.
 */
export type Severity = "page" | "ticket" | "part";

/** A metric of CloudWatch by its statistic: `Average`, `Minimum`, `Maximum`, `Sum`, or a percentile such as `p90`. */
export type MetricOf =
  | {
      readonly metric: RdsMetricName;
      readonly statistic: string;
      readonly from?: never;
      /** Another server's: the primary's, in an alarm of its replica. @default the server's own */
      readonly of?: "primary";
    }
  | {
      /** A count of lines in the server's log. */
      readonly metric: LogMetricName;
      readonly statistic: string;
      readonly from: "log";
      readonly of?: never;
    };

/** Several metrics in one formula of CloudWatch's metric math, by the names that it has for them. */
export interface Formula {
  readonly formula: string;
  readonly label: string;
  readonly of: Readonly<Record<string, MetricOf>>;
}

/** An alarm of one server, without its name. */
export interface AlarmRule {
  /** Within the server, in a name's alphabet. */
  readonly key: string;
  readonly severity: Severity;
  /** What is so when it goes off. */
  readonly title: string;
  readonly measure: MetricOf | Formula;
  readonly compare: ">" | ">=" | "<" | "<=" | "above band";
  /** In the metric's own unit; of a band its width in standard deviations. */
  readonly threshold: number;
  /** Seconds. */
  readonly period: number;
  /** Of how many periods how many have to be so. */
  readonly periods: readonly [bad: number, of: number];
  /** What a period without data counts as. */
  readonly missing: "breaching" | "notBreaching" | "missing";
  /** What to do first. */
  readonly first: string;
}

/** An alarm that is made of others of the same server. */
export interface CompositeRule {
  readonly key: string;
  readonly severity: Exclude<Severity, "part">;
  readonly title: string;
  /** Keys of the alarms that have all gone off. */
  readonly all: readonly string[];
  readonly first: string;
}

/** The alarms that a subject has on a server; none where it has not the subject. */
export type RulesOf = (server: WatchedServer) => readonly AlarmRule[];
