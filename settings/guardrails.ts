import { formatMemorySize } from "./memory-size.ts";
import type { Settings } from "./settings.ts";

/**
 * The limits of the lab, which keep a server that was meant for trying things out from becoming a bill: requirements R2,
 * "limits of the lab". Doctor watches the same ones.
 */
export const guardrails = {
  /** Database instances: the primary and its replicas. */
  instances: 2,
  /** Of storage, in bytes. */
  storage: 50 * 1024 ** 3,
  /** Of logs. */
  logDays: 30,
} as const;

/** What of the settings breaks a limit: the key, and what is wrong with it. */
export function brokenGuardrails({
  replicas,
  storage,
  logRetention,
}: Pick<Settings, "replicas" | "storage" | "logRetention">): [
  key: "replicas" | "storage" | "logRetention",
  problem: string,
][] {
  const { instances, logDays } = guardrails;
  const broken: ReturnType<typeof brokenGuardrails> = [];
  if (1 + replicas > instances)
    broken.push(["replicas", `${1 + replicas} database instances, and the guardrails allow ${instances}`]);
  if (storage > guardrails.storage)
    broken.push(["storage", `above the guardrails' ${formatMemorySize(guardrails.storage)}`]);
  if (logRetention > logDays) broken.push(["logRetention", `above the guardrails' ${logDays} days`]);
  return broken;
}
