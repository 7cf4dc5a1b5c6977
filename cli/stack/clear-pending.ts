import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Stack } from "@pulumi/pulumi/automation/index.js";
import { stateFolder } from "../workspace/local-folders.ts";

/** What a dev stack's state file holds of what interests here. */
interface State {
  readonly checkpoint?: { readonly latest?: { readonly pending_operations?: readonly unknown[] } };
}

/**
 * Forgets creations that a killed run had begun: the engine would warn of them at every run. Nothing is lost by it, since
 * what was made is adopted when it is created again.
 *
 * @returns how many there were
 */
export async function clearPending(stack: Stack): Promise<number> {
  const pending = readState(stack.name).checkpoint?.latest?.pending_operations?.length ?? 0;
  if (pending === 0) return 0;
  // Aimed at the stack itself, which is on no server: what is on a dead one could not be read.
  const itself = `urn:pulumi:${stack.name}::pgstack::pulumi:pulumi:Stack::pgstack-${stack.name}`;
  await stack.refresh({ clearPendingCreates: true, target: [itself] });
  return pending;
}

function readState(stack: string): State {
  try {
    return JSON.parse(
      readFileSync(join(stateFolder(), ".pulumi", "stacks", "pgstack", `${stack}.json`), "utf8"),
    );
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
    throw error;
  }
}
