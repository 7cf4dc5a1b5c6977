import {
  type ParameterFact,
  type ParameterUnit,
  parameterFact,
} from "../../../aws/parameters/parameter-fact.ts";
import { nearest } from "../../nearest.ts";
import { ownerOf } from "./owned-parameters.ts";
import { type ProductionRule, type RuleMistake, rule } from "./rule.ts";

interface Fault {
  readonly problem: string;
  readonly mend: string;
}

/** Values of parameters, as RDS takes them: without a unit, within their range. */
export const parameterValueRules: readonly ProductionRule[] = [
  rule(["parameters"], ({ parameters }) =>
    Object.entries(parameters).flatMap(([name, value]): RuleMistake[] => {
      const fact = parameterFact(name);
      if (fact === undefined || ownerOf(name, value) !== undefined) return [];
      const fault = faultOf(fact, value);
      return fault === undefined ? [] : [{ key: "parameters", entry: [name, value], ...fault }];
    }),
  ),
];

function faultOf(fact: ParameterFact, value: string): Fault | undefined {
  if (value === "") return { problem: "has no value", mend: "write one, or remove it" };
  switch (fact.kind) {
    case "integer":
    case "real":
      return numberFault(fact, value);
    case "boolean":
      return ["0", "1", "on", "off"].includes(value)
        ? undefined
        : { problem: "neither on nor off", mend: "use 1 or 0" };
    case "enum":
      return wordFault(fact.words ?? [], value);
    default:
      return undefined;
  }
}

function wordFault(words: readonly string[], value: string): Fault | undefined {
  const all = words.includes("on") ? [...words, "1", "0"] : words;
  if (all.includes(value)) return undefined;
  const meant = nearest(value, words);
  return {
    problem: "no value of it",
    mend: meant === undefined ? `use one of ${words.join(", ")}` : `did you mean ${meant}?`,
  };
}

/**
 * A formula of RDS's, such as {DBInstanceClassMemory/32768} or LEAST({DBInstanceClassMemory/9531392},5000) (RDS user guide,
 * USER_ParamValuesRef, 2026-11-28). What it comes to is not known here.
 */
const share = "\\{(?:AllocatedStorage|DBInstanceClassMemory|DBInstanceVCPU)(?:[*/]\\d+)*\\}";
const part = `(?:${share}|\\d+)`;
const formula = new RegExp(`^(?:${share}|(?:GREATEST|LEAST|SUM)\\(${part}(?:,${part})+\\))$`);

function numberFault({ kind, unit, range }: ParameterFact, value: string): Fault | undefined {
  if (formula.test(value)) return undefined;
  const [least, most] = range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  if (!/^-?\d+(?:\.\d+)?(?:e\+?\d+)?$/.test(value)) return unitFault(unit, value) ?? notANumber(kind, unit);
  const number = Number(value);
  if (kind === "integer" && !Number.isInteger(number)) return notANumber(kind, unit);
  const counted = unit === undefined ? "" : ` (in ${inWords[unit]})`;
  if (number < least) return { problem: `below ${least}`, mend: `use ${least} or more${counted}` };
  return number > most ? { problem: `above ${most}`, mend: `use ${most} or less${counted}` } : undefined;
}

const inWords: Readonly<Record<ParameterUnit, string>> = {
  B: "bytes",
  kB: "kB",
  "8kB": "pages of 8 kB",
  MB: "MB",
  ms: "milliseconds",
  s: "seconds",
  min: "minutes",
};

function notANumber(kind: "integer" | "real" | string, unit: ParameterUnit | undefined): Fault {
  const number = kind === "integer" ? "a whole number" : "a number";
  return {
    problem: `not ${number}`,
    mend: `use ${number}${unit === undefined ? "" : ` of ${inWords[unit]}`}`,
  };
}

/** Bytes, or milliseconds, of what a value may end in. */
const sizes: Readonly<Record<string, number>> = {
  b: 1,
  kb: 1024,
  mb: 1024 ** 2,
  gb: 1024 ** 3,
  tb: 1024 ** 4,
};
const times: Readonly<Record<string, number>> = { ms: 1, s: 1000, min: 60_000, h: 3_600_000, d: 86_400_000 };
const ownSizes: Readonly<Record<string, number>> = { B: 1, kB: 1024, "8kB": 8192, MB: 1024 ** 2 };

/** RDS takes bare numbers alone, in PostgreSQL's own unit: the number for what was written. */
function unitFault(unit: ParameterUnit | undefined, value: string): Fault | undefined {
  const { amount, ending = "" } = /^(?<amount>\d+(?:\.\d+)?)\s*(?<ending>[a-z]+)$/i.exec(value)?.groups ?? {};
  const written = ending.toLowerCase();
  const own = unit === undefined ? undefined : (ownSizes[unit] ?? times[unit]);
  const table = unit !== undefined && unit in ownSizes ? sizes : times;
  const each = Object.hasOwn(table, written) ? table[written] : undefined;
  if (amount === undefined || own === undefined || each === undefined || unit === undefined) return undefined;
  const number = Math.round((Number(amount) * each) / own);
  return { problem: "with a unit, which RDS does not take", mend: `write ${number}, in ${inWords[unit]}` };
}
