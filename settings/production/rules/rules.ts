import type { ProductionRule } from "./rule.ts";

/** Every rule about stack prod's settings, in the order of the settings. */
export const productionRules: readonly ProductionRule[] = [];
