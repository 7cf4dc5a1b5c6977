import { quoteLiteral, quoteQualified } from "../quote.ts";

/** A materialized view, as far as refreshing it needs to know. */
export interface RefreshedView {
  readonly schema: string;
  readonly name: string;
  readonly comment?: string | undefined;
  /** @default true */
  readonly concurrently?: boolean | undefined;
}

/** What the line of a comment begins with that tells how old the view's data is. */
const mark = "Refreshed at ";

/**
 * One statement that refreshes a view and keeps the time in its comment, for PostgreSQL keeps none. The time is that of the
 * transaction's begin: no row that was committed later is promised. A view without data is filled the plain way, which
 * nobody can be reading meanwhile.
 */
export function refreshView({ schema, name, comment, concurrently = true }: RefreshedView): string {
  const view = quoteQualified(schema, name);
  const refresh = concurrently
    ? [
        `  IF (SELECT relispopulated FROM pg_catalog.pg_class WHERE oid = ${quoteLiteral(view)}::pg_catalog.regclass) THEN`,
        `    REFRESH MATERIALIZED VIEW CONCURRENTLY ${view};`,
        "  ELSE",
        `    REFRESH MATERIALIZED VIEW ${view};`,
        "  END IF;",
      ]
    : [`  REFRESH MATERIALIZED VIEW ${view};`];
  return `DO ${dollarQuoted(["", "BEGIN", ...refresh, `  ${recordTime(view, comment)}`, "END", ""].join("\n"))}`;
}

/** One statement that keeps the time of the transaction's begin as that of the view's data. */
export function recordRefresh({ schema, name, comment }: RefreshedView): string {
  return `DO ${dollarQuoted(` BEGIN ${recordTime(quoteQualified(schema, name), comment)} END `)}`;
}

function recordTime(view: string, comment: string | undefined): string {
  const text = !comment ? mark : `${comment}\n${mark}`;
  const time = `pg_catalog.to_char(pg_catalog.now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  return `EXECUTE pg_catalog.format('COMMENT ON MATERIALIZED VIEW %s IS %L', ${quoteLiteral(view)}, ${quoteLiteral(text)} || ${time});`;
}

/** A view's comment: what is declared, and when its data is of. */
export function commentText(
  comment: string | undefined,
  refreshedAt: string | undefined,
): string | undefined {
  const lines = [comment, refreshedAt && `${mark}${refreshedAt}`].filter(Boolean);
  return lines.length === 0 ? undefined : lines.join("\n");
}

/** A comment with its last line taken for what it says of the last refresh. */
export function readComment(text: string | null): { comment?: string; refreshedAt?: string } {
  const lines = (text ?? "").split("\n");
  const last = lines.at(-1) ?? "";
  const time = /^Refreshed at (?<time>\d{4}-\d\d-\d\dT[\d:.]+Z)$/.exec(last)?.groups?.time;
  const rest = (time === undefined ? lines : lines.slice(0, -1)).join("\n");
  return { ...(rest !== "" && { comment: rest }), ...(time !== undefined && { refreshedAt: time }) };
}

/** For `DO`, readable in `cron.job` where the text allows. */
function dollarQuoted(body: string): string {
  return body.includes("$pgstack$") ? quoteLiteral(body) : `$pgstack$${body}$pgstack$`;
}
