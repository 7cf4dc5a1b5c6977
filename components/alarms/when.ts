import type { AlarmRule } from "./alarm-rule.ts";

/** The rules where that holds, and none where it does not. */
export function when(holds: boolean, ...rules: AlarmRule[]): readonly AlarmRule[] {
  return holds ? rules : [];
}
