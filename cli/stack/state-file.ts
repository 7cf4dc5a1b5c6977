import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { stateFolder } from "../workspace/local-folders.ts";

/** A resource as the state has it. */
export interface StateResource {
  readonly urn: string;
  readonly type: string;
  readonly id?: string;
}

/** What a dev stack's state holds of what interests here. */
interface State {
  readonly checkpoint?: {
    readonly latest?: {
      readonly pending_operations?: readonly { readonly resource: StateResource; readonly type: string }[];
      readonly resources?: readonly StateResource[];
    };
  };
}

/** Whether the stack is in the local state. */
export function stackExists(stack: string): boolean {
  return existsSync(stateFile(stack));
}

/** How many operations a run had under way when it was killed. */
export function pendingOperations(stack: string): number {
  return read(stack)?.pending_operations?.length ?? 0;
}

/** Every resource of the stack. */
export function resourcesInState(stack: string): readonly StateResource[] {
  return read(stack)?.resources ?? [];
}

function read(stack: string) {
  if (!stackExists(stack)) return undefined;
  return (JSON.parse(readFileSync(stateFile(stack), "utf8")) as State).checkpoint?.latest;
}

function stateFile(stack: string): string {
  return join(stateFolder(), ".pulumi", "stacks", "pgstack", `${stack}.json`);
}
