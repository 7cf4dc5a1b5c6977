import { guardrails as limits } from "../../guardrails.ts";
import { type ProductionRule, type RuleMistake, rule } from "./rule.ts";

const gibibyte = 1024 ** 3;
/** Of the lab a month, in US dollars: requirements R2. */
const labBudget = 45;
const off = "set pgstack:guardrails to false";

/** The limits of the lab, where stack prod asks for them. */
export const guardrailRules: readonly ProductionRule[] = [
  rule(["guardrails", "server", "replicas", "copyRegionReplica", "auroraMaxReaders"], (settings) => {
    const { guardrails, server, replicas, copyRegionReplica, auroraMaxReaders } = settings;
    const beside = server === "aurora" ? auroraMaxReaders : replicas + (copyRegionReplica ? 1 : 0);
    return guardrails && 1 + beside > limits.instances
      ? [
          {
            key: server === "aurora" ? "auroraMaxReaders" : "replicas",
            problem: `${1 + beside} database instances, and the guardrails allow ${limits.instances}`,
            mend: `lower it, or ${off}`,
          },
        ]
      : [];
  }),
  rule(["guardrails", "server", "allocatedStorage", "maxAllocatedStorage"], (settings) => {
    const { guardrails, server, allocatedStorage, maxAllocatedStorage } = settings;
    if (!guardrails || server === "aurora") return [];
    const most = limits.storage / gibibyte;
    return (
      [
        ["allocatedStorage", allocatedStorage],
        ["maxAllocatedStorage", maxAllocatedStorage],
      ] as const
    )
      .filter(([, size]) => size > most)
      .map(
        ([key, size]): RuleMistake => ({
          key,
          problem: `${size}GB, and the guardrails allow ${most}GB`,
          mend: `use ${most}GB or less, or ${off}`,
        }),
      );
  }),
  rule(["guardrails", "logRetention"], ({ guardrails, logRetention }) =>
    guardrails && logRetention > limits.logDays
      ? [
          {
            key: "logRetention",
            problem: `above the guardrails' ${limits.logDays} days`,
            mend: `lower it, or ${off}`,
          },
        ]
      : [],
  ),
  rule(["guardrails", "monthlyBudget"], ({ guardrails, monthlyBudget }) =>
    guardrails && monthlyBudget !== "estimate" && monthlyBudget > labBudget
      ? [
          {
            key: "monthlyBudget",
            problem: `above the guardrails' ${labBudget} dollars`,
            mend: `lower it, or ${off}`,
          },
        ]
      : [],
  ),
];
