import type { ReadableKey } from "../../keys/setting-key.ts";

/**
 * A key that takes a map of texts: one of YAML's, which the engine hands on as JSON, or `name=value` with commas between
 * them. What the names and values may be is for the rules to say.
 */
export function mapKey(
  name: string,
  { of, such }: { of: string; such: string },
): ReadableKey<Readonly<Record<string, string>>> {
  return {
    name,
    allowed: `a map of ${of}, such as ${such}`,
    parse(text) {
      const entries = entriesOf(text.trim());
      return entries === undefined
        ? { problem: "not a map of single values" }
        : { value: Object.fromEntries(entries) };
    },
  };
}

function entriesOf(text: string): [string, string][] | undefined {
  return text.startsWith("{") ? entriesOfJson(text) : entriesOfText(text);
}

function entriesOfJson(text: string): [string, string][] | undefined {
  try {
    const entries = Object.entries(JSON.parse(text) as object);
    const single = entries.every(([, value]) => typeof value !== "object");
    return single ? entries.map(([key, value]) => [key, String(value)]) : undefined;
  } catch {
    return undefined;
  }
}

function entriesOfText(text: string): [string, string][] | undefined {
  const entries = text
    .split(",")
    .map((entry) => /^\s*(?<key>[^=]+?)\s*=\s*(?<value>.*?)\s*$/s.exec(entry)?.groups);
  if (entries.some((entry) => entry === undefined)) return undefined;
  return entries.map((entry) => [entry?.key ?? "", entry?.value ?? ""]);
}
