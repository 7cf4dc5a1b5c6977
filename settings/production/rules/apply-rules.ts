import type { KeyReader } from "../../key-reader.ts";
import { keys } from "../../keys/keys.ts";
import { productionKeys } from "../keys/production-keys.ts";
import type { CheckedProduction, RuleContext } from "./rule.ts";
import { productionRules } from "./rules.ts";

const allKeys = { ...keys, ...productionKeys };

/** Tells the reader what the rules find; a rule waits until each key that it reads is right by itself. */
export function applyRules(settings: CheckedProduction, context: RuleContext, reader: KeyReader): void {
  const wrong = new Set(Object.keys(allKeys).filter((name) => reader.isRefused(name)));
  for (const { reads, check } of productionRules) {
    if (reads.some((name) => wrong.has(name))) continue;
    for (const { key, entry, problem, mend } of check(settings, context))
      if (entry === undefined) reader.refuse(allKeys[key], { problem, mend });
      else reader.refuseEntry(key, ...entry, { problem, mend });
  }
}
