import { durationSeconds } from "../../model/duration.ts";
import type { ViewRow } from "../../sql/materialized-view/read-materialized-view.ts";
import { readComment } from "../../sql/materialized-view/refresh-view.ts";
import { keyIndexName } from "../../sql/materialized-view/side-name.ts";
import type { DeclaredView } from "./declared-view.ts";

/** Where a view differs from its declaration, in words. @param built the server's text of its query when it was built */
export function viewDifferences(view: DeclaredView, found: ViewRow, built: string | undefined): string[] {
  const { owner, key } = view;
  const words: string[] = [];
  if (built !== undefined && built !== found.definition) words.push("has another query");
  if (found.owner !== owner) words.push(`belongs to ${found.owner}, not to ${owner}`);
  if (key !== undefined && !hasKey(view, found))
    words.push(`has no unique index on its key (${key.join(", ")})`);
  const { comment } = readComment(found.comment);
  if (comment !== view.comment)
    words.push(comment === undefined ? "has no comment" : `has another comment: ${comment}`);
  const age = ageDifference(view, found);
  return age === undefined ? words : [...words, age];
}

/** What is wrong with the age of its data, in words, or `undefined`. */
export function ageDifference(view: DeclaredView, found: ViewRow): string | undefined {
  if (!found.populated) return "holds no data: it was made or refreshed WITH NO DATA";
  if (!isStale(view, found)) return undefined;
  const { refreshedAt } = readComment(found.comment);
  return refreshedAt === undefined
    ? "was refreshed nobody knows when: its comment has no time"
    : `was last refreshed at ${refreshedAt}, longer ago than ${view.maxAge}`;
}

/** Whether its data is older than its declaration lets it be; what nobody recorded is. */
export function isStale({ maxAge }: DeclaredView, { comment, now }: ViewRow): boolean {
  const longest = maxAge === undefined ? undefined : durationSeconds(maxAge);
  if (longest === undefined) return false;
  const { refreshedAt } = readComment(comment);
  return refreshedAt === undefined || now - Date.parse(refreshedAt) > longest * 1000;
}

/** Whether it has the unique index that its key declares. */
export function hasKey({ name, key = [] }: DeclaredView, { indexes }: ViewRow): boolean {
  const index = indexes.find((each) => each.name === keyIndexName(name));
  return index?.unique === true && index.valid && index.columns?.join("\0") === key.join("\0");
}

/** Whether a refresh beside readers is possible: it tells rows by a unique index over all of them and plain columns. */
export function tellsRows({ indexes }: ViewRow): boolean {
  return indexes.some(({ unique, valid, columns }) => unique && valid && columns !== null);
}
