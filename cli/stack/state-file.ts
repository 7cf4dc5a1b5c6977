import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { stateFolder } from "../workspace/local-folders.ts";

/** What a dev stack's state holds of what interests here. */
interface State {
  readonly checkpoint?: { readonly latest?: { readonly pending_operations?: readonly unknown[] } };
}

/** Whether the stack is in the local state. */
export function stackExists(stack: string): boolean {
  return existsSync(stateFile(stack));
}

/** How many operations a run had under way when it was killed. */
export function pendingOperations(stack: string): number {
  if (!stackExists(stack)) return 0;
  const state = JSON.parse(readFileSync(stateFile(stack), "utf8")) as State;
  return state.checkpoint?.latest?.pending_operations?.length ?? 0;
}

function stateFile(stack: string): string {
  return join(stateFolder(), ".pulumi", "stacks", "pgstack", `${stack}.json`);
}
