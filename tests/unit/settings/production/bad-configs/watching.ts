import type { BadConfig } from "./bad-config.ts";

/** Logs, alarms, budget and getting in. */
export const watching: readonly BadConfig[] = [
  [
    { logExports: "postgresql,audit" },
    [
      "  pgstack:logExports: postgresql,audit",
      "      audit: no log of RDS for PostgreSQL; use postgresql, upgrade or iam-db-auth-error",
    ],
  ],
  [
    { logExports: "upgrade,iam-db-auth-error" },
    [
      "  pgstack:logExports: upgrade,iam-db-auth-error",
      "      without the server's own log, in which alarms count deadlocks and logins that failed; put postgresql on the list",
    ],
  ],
  [{ logRetention: "31" }, ["  pgstack:logRetention: 31  a number that AWS does not have; use 30 or 60"]],
  [
    { monitoringInterval: "20" },
    ["  pgstack:monitoringInterval: 20  a number that AWS does not have; use 15 or 30"],
  ],
  [
    { performanceInsightsRetention: "30" },
    ["  pgstack:performanceInsightsRetention: 30  a number that AWS does not have; use 7 or 31"],
  ],
  [
    { databaseInsights: "advanced" },
    [
      "  pgstack:databaseInsights: advanced",
      "      advanced wants what was seen in 465 days, and 7 are kept; set pgstack:performanceInsightsRetention to 465 or more",
    ],
  ],
  [
    { alarmEmails: "ops" },
    ["  pgstack:alarmEmails: ops  ops: no e-mail address; use an e-mail address such as ops@example.com"],
  ],
  [
    { monthlyBudget: "-5" },
    ["  pgstack:monthlyBudget: -5  below 1; use estimate, or whole US dollars from 1 to 1000000"],
  ],
  [
    { secretRotationDays: "0" },
    ["  pgstack:secretRotationDays: 0  below 1; use a whole number from 1 to 365"],
  ],
  [
    { githubRepository: "shop" },
    [
      "  pgstack:githubRepository: shop  not owner/name; use the repository's owner and name, such as example/shop",
    ],
  ],
  [
    { githubProviderArn: "arn:aws:iam::123456789012:oidc-provider/example.com" },
    [
      "  pgstack:githubProviderArn: arn:aws:iam::123456789012:oidc-provider…",
      "      not the ARN of GitHub's token provider; use it as `aws iam list-open-id-connect-providers` prints it",
    ],
  ],
  [
    { stateBucket: "s3://acme" },
    [
      "  pgstack:stateBucket: s3://acme",
      "      no name of a bucket; use 3 to 63 of a-z, 0-9 and -, as in s3://acme-pulumi-state",
    ],
  ],
  [{ bastion: "yes" }, ["  pgstack:bastion: yes  neither true nor false; use true or false"]],
];
