/**
 * Plain data as text that is the same for the same: keys in the order of the alphabet, what is undefined left out. With a
 * field, that of it; `absent` where there is none.
 */
export function canonical(value: unknown, field?: string): string {
  if (field !== undefined) {
    const inside = (value as Record<string, unknown>)[field];
    return inside === undefined ? "absent" : canonical(inside);
  }
  return JSON.stringify(value, (_, each: unknown) =>
    typeof each === "object" && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)))
      : each,
  );
}
