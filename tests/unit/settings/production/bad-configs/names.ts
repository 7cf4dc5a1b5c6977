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
      "      no reason that a reviewer could judge; write a sentence of 3 words or more",
    ],
  ],
  [
    { parityExceptions: '{"work_mem":""}' },
    [
      "  pgstack:parityExceptions.work_mem",
      "      no reason that a reviewer could judge; write a sentence of 3 words or more",
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
  [
    { applyImmediately: "now" },
    ["  pgstack:applyImmediately: now  neither true nor false; use true or false"],
  ],
  [
    { tags: JSON.stringify(Object.fromEntries(Array.from({ length: 47 }, (_, at) => [`T${at}`, "x"]))) },
    [
      '  pgstack:tags: {"T0":"x","T1":"x","T2":"x","T3":"x","T…',
      "      47 tags, and with the 4 that are set anyway AWS takes 46; remove some",
    ],
  ],
  [
    { tags: JSON.stringify({ Team: "x".repeat(257) }) },
    [
      "  pgstack:tags.Team: xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…",
      "      257 characters long, and AWS takes 256; shorten it",
    ],
  ],
  [
    { tags: JSON.stringify({ ["T".repeat(129)]: "x" }) },
    [
      "  pgstack:tags.TTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTTT…: x",
      "      a name has 1 to 128 characters; use another name",
    ],
  ],
];
