import type { IndexMethod } from "../../../../model/index-definition.ts";
import type { IndexStorage } from "../../../../model/index-storage.ts";
import { nearest } from "../../../../settings/nearest.ts";
import type { CheckFailure } from "../../../resource-handler.ts";
import { type OptionFacts, optionFacts, optionsOf } from "./option-facts.ts";

/** What is wrong with the storage parameters of an index. */
export function checkOptions(options: IndexStorage, method: IndexMethod): CheckFailure[] {
  const reasons = Object.entries(options).flatMap(([name, value]) => checkOption(name, value, method));
  const { m = 16, ef_construction: construction = 64 } = options;
  if (method === "hnsw" && reasons.length === 0 && construction < 2 * m) {
    reasons.push(`ef_construction must be at least twice m, not ${construction} for m ${m}`);
  }
  return reasons.map((reason) => ({ property: "with", reason }));
}

function checkOption(name: string, value: unknown, method: IndexMethod): string[] {
  const own = optionsOf(method);
  const facts: OptionFacts | undefined = optionFacts[name as keyof IndexStorage];
  if (facts === undefined) {
    const near = nearest(name, own) ?? nearest(name, Object.keys(optionFacts));
    const hint = near === undefined ? `; there are ${own.join(", ")}` : `; did you mean ${near}?`;
    return [`an index of method ${method} has no ${name}${hint}`];
  }
  if (!facts.methods.includes(method)) {
    return [`${name} is of ${facts.methods.join(", ")}; an index of method ${method} has ${own.join(", ")}`];
  }
  const { range, words } = facts;
  if (words !== undefined) {
    return words.includes(value as string) ? [] : [`${name} must be ${words.join(", ")}, not ${show(value)}`];
  }
  if (range === undefined) {
    return typeof value === "boolean" ? [] : [`${name} must be true or false, not ${show(value)}`];
  }
  const [least, most] = range;
  if (Number.isInteger(value) && Number(value) >= least && Number(value) <= most) return [];
  return [`${name} must be ${least} to ${most}, not ${show(value)}`];
}

function show(value: unknown): string {
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}
