/** What two descriptions of a schema do not share. */
export interface CatalogDifference {
  /** Expected, and not there. */
  readonly missing: readonly string[];
  /** There, and not expected. */
  readonly extra: readonly string[];
}

/** Longest line shown of an object; a function's text may be pages. */
const longest = 200;

export function catalogDifference(expected: readonly string[], actual: readonly string[]): CatalogDifference {
  return { missing: without(expected, actual), extra: without(actual, expected) };
}

export function isEqual({ missing, extra }: CatalogDifference): boolean {
  return missing.length + extra.length === 0;
}

/** The difference as a patch: `-` is missing, `+` is too many. */
export function differenceLines({ missing, extra }: CatalogDifference): string[] {
  const cut = (line: string) => (line.length > longest ? `${line.slice(0, longest)}…` : line);
  return [...missing.map((line) => `- ${cut(line)}`), ...extra.map((line) => `+ ${cut(line)}`)];
}

/** The lines of one list that the other lacks, each as often as it has more of them. */
function without(lines: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>();
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1);
  return lines.filter((line) => {
    const count = left.get(line) ?? 0;
    left.set(line, count - 1);
    return count <= 0;
  });
}
