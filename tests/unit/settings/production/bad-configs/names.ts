import type { BadConfig } from "./bad-config.ts";

/** Tags, exceptions and the limits of the lab. */
export const names: readonly BadConfig[] = [
  [
    { tags: '{"aws:owner":"me"}' },
    ["  pgstack:tags.aws:owner: me  aws: begins AWS's own tags; use another name"],
  ],
  [
    { tags: '{"environment":"prod"}' },
    ["  pgstack:tags.environment: prod  Environment is set anyway; use another name"],
  ],
  [
    { tags: '{"Team":"a;b"}' },
    [
      "  pgstack:tags.Team: a;b",
      "      has a character that AWS does not take; use letters, digits, spaces and _ . : / = + - @",
    ],
  ],
  [
    { tags: "Team" },
    ["  pgstack:tags: Team  not a map of single values; use a map of names and values, such as Team: shop"],
  ],
  [
    { policyExceptions: '{"RDS.23":"because"}' },
    [
      "  pgstack:policyExceptions.RDS.23: because",
      "      no reason that a reviewer could judge; write a sentence of 4 words or more",
    ],
  ],
  [
    { parityExceptions: '{"work_mem":""}' },
    [
      "  pgstack:parityExceptions.work_mem",
      "      no reason that a reviewer could judge; write a sentence of 4 words or more",
    ],
  ],
  [
    { guardrails: "true", allocatedStorage: "40GB", maxAllocatedStorage: "40GB", replicas: "2" },
    [
      "  pgstack:replicas: 2",
      "      3 database instances, and the guardrails allow 2; lower it, or set pgstack:guardrails to false",
    ],
  ],
  [
    { guardrails: "true" },
    [
      "  pgstack:allocatedStorage",
      "      100GB, and the guardrails allow 50GB; use 50GB or less, or set pgstack:guardrails to false",
      "  pgstack:maxAllocatedStorage",
      "      1000GB, and the guardrails allow 50GB; use 50GB or less, or set pgstack:guardrails to false",
    ],
  ],
  [
    {
      guardrails: "true",
      allocatedStorage: "40GB",
      maxAllocatedStorage: "40GB",
      logRetention: "60",
      monthlyBudget: "46",
    },
    [
      "  pgstack:logRetention: 60   above the guardrails' 30 days; lower it, or set pgstack:guardrails to false",
      "  pgstack:monthlyBudget: 46  above the guardrails' 45 dollars; lower it, or set pgstack:guardrails to false",
    ],
  ],
];
