import { auroraLogExports } from "../../../aws/log-exports.ts";
import { advancedInsightsRetention } from "../../../aws/retention.ts";
import { type ProductionRule, rule } from "./rule.ts";

/** Database Insights, logs by server, and the log that alarms count in. */
export const watchingRules: readonly ProductionRule[] = [
  rule(["databaseInsights", "performanceInsightsRetention"], (settings) => {
    const { databaseInsights, performanceInsightsRetention } = settings;
    return databaseInsights === "advanced" && performanceInsightsRetention < advancedInsightsRetention
      ? [
          {
            key: "databaseInsights",
            problem: `advanced wants what was seen in ${advancedInsightsRetention} days, and ${performanceInsightsRetention} are kept`,
            mend: `set pgstack:performanceInsightsRetention to ${advancedInsightsRetention} or more`,
          },
        ]
      : [];
  }),
  rule(["server", "logExports"], ({ server, logExports }) =>
    server === "aurora"
      ? logExports
          .filter((log) => !(auroraLogExports as readonly string[]).includes(log))
          .map((log) => ({
            key: "logExports",
            problem: `Aurora has no log named ${log}`,
            mend: "remove it from the list",
          }))
      : [],
  ),
  // Filters on a group that nobody makes are refused by CloudWatch, halfway through the update.
  rule(["logExports"], ({ logExports }) =>
    logExports.includes("postgresql")
      ? []
      : [
          {
            key: "logExports",
            problem: "without the server's own log, in which alarms count deadlocks and logins that failed",
            mend: "put postgresql on the list",
          },
        ],
  ),
];
