import type { Stack } from "@pulumi/pulumi/automation/index.js";
import { pendingOperations } from "./state-file.ts";

/**
 * Forgets creations that a killed run had begun: the engine would warn of them at every run. Nothing is lost by it, since
 * what was made is adopted when it is created again.
 *
 * @returns how many there were
 */
export async function clearPending(stack: Stack): Promise<number> {
  const pending = pendingOperations(stack.name);
  if (pending === 0) return 0;
  // Aimed at the stack itself, which is on no server: what is on a dead one could not be read.
  const itself = `urn:pulumi:${stack.name}::pgstack::pulumi:pulumi:Stack::pgstack-${stack.name}`;
  await stack.refresh({ clearPendingCreates: true, target: [itself] });
  return pending;
}
