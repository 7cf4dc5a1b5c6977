/** A key that a stack's file may have. */
export interface ReadableKey<T> {
  /** Name without the namespace, e.g. `port`. */
  readonly name: string;
  /** The allowed values in words, fit to stand after "use". */
  readonly allowed: string;
  /** The value of what was written. */
  parse(text: string): Parsed<T>;
}

/** One key of the configuration, with the default it has in development. */
export interface SettingKey<T> extends ReadableKey<T> {
  /** The type that Pulumi.yaml declares: what the engine checks before the program runs. */
  readonly type: "string" | "integer" | "boolean";
  /** What holds when the key is not given, as a user would write it. */
  readonly default: string;
}

/** A value, or what is wrong with the text. */
export type Parsed<T> = { readonly value: T } | Problem;

export interface Problem {
  /** What is wrong, e.g. `above 65535`. */
  readonly problem: string;
  /** What to do. @default "use " and the key's allowed values */
  readonly mend?: string;
}

export function isProblem<T>(parsed: Parsed<T>): parsed is Problem {
  return "problem" in parsed;
}
