/** The name that something has while it is built beside what it takes the place of, within PostgreSQL's 63 bytes. */
export function sideName(name: string): string {
  return withSuffix(name, "_pgstack_next");
}

/** The name that an index of a view has on the view built beside, by its place in the list of them. */
export function indexSideName(view: string, place: number): string {
  return withSuffix(view, `_pgstack_next_${place}`);
}

/** Name of the unique index on a materialized view's key. */
export function keyIndexName(view: string): string {
  return withSuffix(view, "_key");
}

function withSuffix(name: string, suffix: string): string {
  const head = Buffer.from(name)
    .subarray(0, 63 - suffix.length)
    .toString()
    .replace(/\uFFFD+$/, "");
  return `${head}${suffix}`;
}
