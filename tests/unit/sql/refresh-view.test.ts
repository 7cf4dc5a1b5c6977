import { describe, expect, it } from "vitest";
import {
  commentText,
  readComment,
  recordRefresh,
  refreshView,
} from "../../../sql/materialized-view/refresh-view.ts";
import { keyIndexName, sideName } from "../../../sql/materialized-view/side-name.ts";

const time = `pg_catalog.to_char(pg_catalog.now() AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

describe("refreshView", () => {
  it("refreshes beside readers, fills a view without data, and keeps the time", () => {
    expect(refreshView({ schema: "s", name: "it's", comment: "so 'much'" })).toBe(`DO $pgstack$
BEGIN
  IF (SELECT relispopulated FROM pg_catalog.pg_class WHERE oid = '"s"."it''s"'::pg_catalog.regclass) THEN
    REFRESH MATERIALIZED VIEW CONCURRENTLY "s"."it's";
  ELSE
    REFRESH MATERIALIZED VIEW "s"."it's";
  END IF;
  EXECUTE pg_catalog.format('COMMENT ON MATERIALIZED VIEW %s IS %L', '"s"."it''s"', 'so ''much''
Refreshed at ' || ${time});
END
$pgstack$`);
  });

  it("keeps readers out where it may", () => {
    expect(refreshView({ schema: "s", name: "v", concurrently: false })).toBe(`DO $pgstack$
BEGIN
  REFRESH MATERIALIZED VIEW "s"."v";
  EXECUTE pg_catalog.format('COMMENT ON MATERIALIZED VIEW %s IS %L', '"s"."v"', 'Refreshed at ' || ${time});
END
$pgstack$`);
  });

  it("is one statement whatever the comment holds", () => {
    const sql = recordRefresh({ schema: "s", name: "v", comment: "$pgstack$; DROP TABLE a" });
    expect(sql).toBe(
      `DO ' BEGIN EXECUTE pg_catalog.format(''COMMENT ON MATERIALIZED VIEW %s IS %L'', ''"s"."v"'', ''$pgstack$; DROP TABLE a
Refreshed at '' || ${time.replaceAll("'", "''")}); END '`,
    );
  });
});

describe("a view's comment", () => {
  const refreshedAt = "2026-01-02T03:04:05.678Z";
  it.each([
    [{}, null],
    [{ comment: "a" }, "a"],
    [{ comment: "a\nb" }, "a\nb"],
    [{ refreshedAt }, `Refreshed at ${refreshedAt}`],
    [{ comment: "a\nb", refreshedAt }, `a\nb\nRefreshed at ${refreshedAt}`],
    [{ comment: "Refreshed at noon" }, "Refreshed at noon"],
  ])("%o is read and written alike", (parts, text) => {
    expect(readComment(text)).toEqual(parts);
    const { comment, refreshedAt: at } = parts as { comment?: string; refreshedAt?: string };
    expect(commentText(comment, at) ?? null).toBe(text);
  });
});

describe("names beside a view's", () => {
  it("are within 63 bytes, and cut no character in two", () => {
    expect([sideName("daily"), keyIndexName("daily")]).toEqual(["daily_pgstack_next", "daily_key"]);
    expect(sideName("é".repeat(31))).toMatch(/^é{20}_[0-9a-f]{8}_pgstack_next$/);
    expect(Buffer.byteLength(keyIndexName("x".repeat(63)))).toBe(63);
  });
});
