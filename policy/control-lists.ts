import type { Control } from "./rule.ts";

/** Controls of AWS Security Hub ("Security Hub controls reference", read 2026-11). */
export function securityHub(...ids: readonly string[]): Control[] {
  return ids.map((id) => ({ source: "Security Hub", id }));
}

/** Checks of Checkov (release 3.3.30). */
export function checkov(...ids: readonly string[]): Control[] {
  return ids.map((id) => ({ source: "Checkov", id }));
}
