import type { RulesOf } from "../alarm-rule.ts";
import { when } from "../when.ts";

/** Logins that fail: by token, for too many at once, and by password. */
export const loginRules: RulesOf = ({ role }) => [
  {
    key: "iam-failures",
    severity: "ticket",
    title: "Logins by IAM fail",
    measure: { metric: "IamDbAuthConnectionFailure", statistic: "Sum" },
    compare: ">",
    threshold: 10,
    period: 300,
    periods: [1, 1],
    missing: "notBreaching",
    first: "Read the log iam-db-auth-error: it says whose token was refused, and why",
  },
  {
    key: "iam-throttled",
    severity: "ticket",
    title: "Logins by IAM are throttled",
    measure: { metric: "IamDbAuthConnectionFailureThrottling", statistic: "Sum" },
    compare: ">",
    threshold: 0,
    period: 300,
    periods: [1, 1],
    missing: "notBreaching",
    first: "Keep connections open in a pool: about 200 new ones a second are what IAM carries",
  },
  ...when(role === "primary", {
    key: "password-failures",
    severity: "ticket",
    title: "Logins by password fail",
    measure: { metric: "PasswordFailures", statistic: "Sum", from: "log" },
    compare: ">",
    threshold: 20,
    period: 300,
    periods: [1, 1],
    missing: "notBreaching",
    first:
      "Look in the log for the role and the address; after a rotation it is a client with the old secret",
  }),
];
