import type { Parameter } from "../../../configuration/parameter.ts";
import type { RunningParameter } from "./running-parameters.ts";

/**
 * How a running server differs: a `restart` is pending; it was changed by hand (ALTER SYSTEM, ALTER DATABASE, a file); or
 * the settings changed since the last `up`.
 */
export type Difference = "restart pending" | "changed by hand" | "changes at the next up";

export interface ComparedParameter extends Parameter {
  /** What the server runs with, where it runs and has another value. */
  readonly running?: string;
  readonly difference?: Difference;
}

/** Marks what a running server has otherwise; `running` is `undefined` where none runs. */
export function compareParameters(
  parameters: readonly Parameter[],
  running: readonly RunningParameter[] | undefined,
): readonly ComparedParameter[] {
  if (running === undefined) return parameters;
  const byName = new Map(running.map((parameter) => [parameter.name, parameter]));
  return parameters.map((parameter) => {
    const found = byName.get(parameter.name);
    if (found === undefined)
      return { ...parameter, running: "not known to it", difference: "changes at the next up" };
    const difference = differenceOf(parameter, found);
    return difference === undefined ? parameter : { ...parameter, running: found.value, difference };
  });
}

function differenceOf({ value }: Parameter, found: RunningParameter): Difference | undefined {
  if (found.value === value) return undefined;
  if (found.written !== value) return "changes at the next up";
  return found.pendingRestart ? "restart pending" : "changed by hand";
}
