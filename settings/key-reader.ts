import { fullKey } from "./keys/keys.ts";
import { isProblem, type Parsed, type Problem, type ReadableKey } from "./keys/setting-key.ts";
import { hidden, type Mistake } from "./mistake.ts";

/** The raw configuration of a stack: key without namespace -> the text that Pulumi delivers. */
export type RawConfig = Readonly<Record<string, string | undefined>>;

/** Reads values of a raw configuration and collects what is wrong with them. */
export interface KeyReader {
  /**
   * The key's value.
   *
   * @param instead what holds where the key is not there, or cannot be read
   * @param also what is wrong with a value that could be read
   */
  take<T>(key: ReadableKey<T>, instead: T, also?: (value: T) => Problem | undefined): T;
  /** Adds a mistake to the key's. */
  refuse(key: Pick<ReadableKey<unknown>, "name" | "allowed">, problem: Problem): void;
  /** Adds a mistake in one entry of a key that holds several, such as one parameter. */
  refuseEntry(name: string, entry: string, given: string, problem: Required<Problem>): void;
  /** Whether something is wrong with the key. */
  isRefused(name: string): boolean;
  readonly mistakes: readonly Mistake[];
}

/** @param secretKeys keys whose values are encrypted: none of ours is a secret, so each is a mistake */
export function keyReader(raw: RawConfig, secretKeys: ReadonlySet<string>): KeyReader {
  const mistakes: Mistake[] = [];
  const refused = new Set<string>();
  const refuse: KeyReader["refuse"] = (key, { problem, mend = `use ${key.allowed}` }) => {
    const given = secretKeys.has(key.name) ? hidden : raw[key.name];
    refused.add(key.name);
    mistakes.push({ key: fullKey(key.name), problem, mend, ...(given && { given }) });
  };
  return {
    mistakes,
    refuse,
    refuseEntry(name, entry, given, { problem, mend }) {
      refused.add(name);
      mistakes.push({ key: `${fullKey(name)}.${entry}`, ...(given && { given }), problem, mend });
    },
    isRefused: (name) => refused.has(name),
    take(key, instead, also = () => undefined) {
      const parsed = parse(key, raw[key.name], secretKeys.has(key.name), instead);
      const problem = isProblem(parsed) ? parsed : also(parsed.value);
      if (problem !== undefined) refuse(key, problem);
      return isProblem(parsed) ? instead : parsed.value;
    },
  };
}

function parse<T>(key: ReadableKey<T>, text: string | undefined, secret: boolean, instead: T): Parsed<T> {
  if (secret) return { problem: "encrypted, and is no secret", mend: "write it as plain text" };
  if (text === undefined) return { value: instead };
  if (text === "") return { problem: "has no value", mend: `use ${key.allowed}, or remove the key` };
  return key.parse(text);
}
