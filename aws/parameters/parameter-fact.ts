import { fixedParameters } from "./fixed-parameters.ts";
import { integerParameters } from "./integer-parameters.ts";
import { booleanParameters, enumParameters, realParameters, textParameters } from "./other-parameters.ts";
import { rdsParameters } from "./rds-parameters.ts";

/** What a bare number of a parameter counts. */
export type ParameterUnit = "B" | "kB" | "8kB" | "MB" | "ms" | "s" | "min";

/** What RDS for PostgreSQL takes for a parameter that one may modify. */
export interface ParameterFact {
  readonly kind: "integer" | "real" | "boolean" | "enum" | "text";
  /** Absent where a number counts nothing but itself. */
  readonly unit?: ParameterUnit;
  /** Least and most, of a number. */
  readonly range?: readonly [least: number, most: number];
  /** The words of an enumeration. */
  readonly words?: readonly string[];
  /** Whether a change waits for a reboot. */
  readonly isStatic: boolean;
}

const facts: ReadonlyMap<string, ParameterFact> = new Map<string, ParameterFact>([
  ...rows(integerParameters).map(([name = "", ...rest]) => [name, numberFact("integer", rest)] as const),
  ...rows(realParameters).map(([name = "", ...rest]) => [name, numberFact("real", rest)] as const),
  ...rows(booleanParameters).map(([name = "", ...rest]) => [name, plainFact("boolean", rest)] as const),
  ...rows(textParameters).map(([name = "", ...rest]) => [name, plainFact("text", rest)] as const),
  ...Object.entries(enumParameters).map(
    ([name, words]) => [name, { kind: "enum", words, isStatic: false }] as const,
  ),
  ...rows(rdsParameters).map(([name = "", kind = "", ...rest]) => [name, factOf(kind, rest)] as const),
]);

/** What a parameter takes, or `undefined` for one that RDS for PostgreSQL does not have, or does not let one modify. */
export function parameterFact(name: string): ParameterFact | undefined {
  return facts.get(name);
}

/** Names of all parameters that one may modify. */
export const parameterNames: readonly string[] = [...facts.keys()];

/** Whether PostgreSQL has the parameter and RDS keeps it to itself. */
export function isFixed(name: string): boolean {
  return fixedParameters.has(name);
}

function factOf(kind: string, rest: readonly string[]): ParameterFact {
  return kind === "integer" || kind === "real"
    ? numberFact(kind, rest)
    : plainFact(kind === "boolean" ? kind : "text", rest);
}

function numberFact(kind: "integer" | "real", row: readonly string[]): ParameterFact {
  const isStatic = row[0] === "static";
  const [unit, least, most] = isStatic ? row.slice(1) : row;
  return {
    kind,
    ...(unit !== "-" && { unit: unit as ParameterUnit }),
    range: [Number(least), Number(most)],
    isStatic,
  };
}

function plainFact(kind: "boolean" | "text", row: readonly string[]): ParameterFact {
  return { kind, isStatic: row[0] === "static" };
}

function rows(table: string): string[][] {
  return table
    .trim()
    .split("\n")
    .map((row) => row.split(" "));
}
