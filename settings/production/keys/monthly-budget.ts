import { parseInteger } from "../../keys/integer-key.ts";
import type { ReadableKey } from "../../keys/setting-key.ts";

export const monthlyBudget: ReadableKey<number | "estimate"> = {
  name: "monthlyBudget",
  allowed: "estimate, or whole US dollars from 1 to 1000000",
  parse: (text) =>
    text === "estimate" ? { value: text } : parseInteger(text.replace(/^\$/, ""), { min: 1, max: 1_000_000 }),
};
