import { isProblem, type Parsed, type ReadableKey } from "../../keys/setting-key.ts";

/**
 * A key that takes a list: one of YAML's, which the engine hands on as JSON, or texts with commas between them. `[]` is the
 * empty one.
 *
 * @param repeated whether the same entry may be there twice
 */
export function listKey<T>(
  name: string,
  each: Omit<ReadableKey<T>, "name">,
  { repeated = false }: { repeated?: boolean } = {},
): ReadableKey<readonly T[]> {
  return {
    name,
    allowed: `a list, each ${each.allowed}`,
    parse(text) {
      const texts = textsOf(text);
      if (texts === undefined) return { problem: "not a list of single values" };
      const values: T[] = [];
      for (const [at, one] of texts.entries()) {
        if (!repeated && texts.indexOf(one) < at)
          return { problem: `has ${one} twice`, mend: "remove one of the two" };
        const parsed: Parsed<T> = one === "" ? { problem: "empty" } : each.parse(one);
        if (isProblem(parsed)) {
          const { problem, mend = `use ${each.allowed}` } = parsed;
          return { problem: `${one === "" ? "an entry" : one}: ${problem}`, mend };
        }
        values.push(parsed.value);
      }
      return { value: values };
    },
  };
}

function textsOf(text: string): string[] | undefined {
  const trimmed = text.trim();
  if (!trimmed.startsWith("[")) return trimmed.split(",").map((one) => one.trim());
  try {
    const list: unknown = JSON.parse(trimmed);
    return Array.isArray(list) && list.every(isSingle) ? list.map(String) : undefined;
  } catch {
    return undefined;
  }
}

function isSingle(value: unknown): boolean {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}
