/** More of them are not read. */
const most = 3;

/** A list in a sentence: the first few, each once, and how many more there are. */
export function someOf(all: readonly string[]): string {
  const once = [...new Set(all)];
  const more = once.length - most;
  return more > 0 ? `${once.slice(0, most).join(", ")} and ${more} more` : once.join(", ");
}
