import type { RulesOf } from "../alarm-rule.ts";
import { fewCredits } from "../thresholds.ts";
import { when } from "../when.ts";

/** Whether it answers CloudWatch at all, how busy it is, and whether more sessions run than there are processors. */
export const processorRules: RulesOf = ({ kind, role, cores, burstable }) => [
  kind === "aurora"
    ? {
        key: "silent",
        severity: role === "primary" ? "page" : "ticket",
        title: "The engine is not up",
        measure: { metric: "EngineUptime", statistic: "Average" },
        compare: "<=",
        threshold: 0,
        period: 60,
        periods: [2, 2],
        // Where autoscaling may take the last reader, its silence is no fault.
        missing: role === "primary" ? "breaching" : "notBreaching",
        first: "Look at the cluster's recent events; a failover takes under a minute",
      }
    : {
        key: "silent",
        severity: "page",
        title: "The server has sent no metrics for five minutes",
        // Never above 100 percent: only the missing data set it off.
        measure: { metric: "CPUUtilization", statistic: "Average" },
        compare: ">",
        threshold: 100,
        period: 60,
        periods: [5, 5],
        missing: "breaching",
        first:
          "Look at the status of the instance and its recent events; with Multi-AZ a failover takes one to two minutes",
      },
  {
    key: "cpu",
    severity: "ticket",
    title: "The processors are busy over 90 percent",
    measure: { metric: "CPUUtilization", statistic: "Average" },
    compare: ">",
    threshold: 90,
    period: 60,
    periods: [5, 5],
    missing: kind === "aurora" && role === "replica" ? "missing" : "breaching",
    first: "Look in Database Insights which statements the load is made of",
  },
  cores === undefined
    ? {
        key: "capacity",
        severity: "ticket",
        title: "Serverless capacity is within a tenth of its maximum",
        measure: { metric: "ACUUtilization", statistic: "Average" },
        compare: ">",
        threshold: 90,
        period: 60,
        periods: [15, 15],
        missing: "missing",
        first: "Raise pgstack:auroraMaxCapacity, or find the statements that need it",
      }
    : {
        key: "load",
        severity: "ticket",
        title: "More sessions are active than there are processors",
        measure: { metric: "DBLoad", statistic: "Average" },
        compare: ">",
        threshold: cores,
        period: 60,
        periods: [15, 15],
        missing: "missing",
        first: "Look in Database Insights what the sessions wait for: processor, disk or locks",
      },
  ...when(burstable && kind === "rds", {
    key: "credits",
    severity: "ticket",
    title: "CPU credits for less than half an hour are left",
    measure: { metric: "CPUCreditBalance", statistic: "Minimum" },
    compare: "<",
    threshold: fewCredits(cores ?? 0),
    period: 300,
    periods: [3, 3],
    missing: "missing",
    first: "Take a class that is not of the t family; until then every further credit is billed",
  }),
];
