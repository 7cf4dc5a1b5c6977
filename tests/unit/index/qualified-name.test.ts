import { expect, it } from "vitest";
import { formatQualified, parseQualified, quoteParts } from "../../../sql/qualified-name.ts";

it.each([
  ["C", { name: "C" }, '"C"'],
  ["de-x-icu", { name: "de-x-icu" }, '"de-x-icu"'],
  ["ext.gist_trgm_ops", { schema: "ext", name: "gist_trgm_ops" }, '"ext"."gist_trgm_ops"'],
  ['"en_US.utf8"', { name: "en_US.utf8" }, '"en_US.utf8"'],
  ['pg_catalog."en_US.utf8"', { schema: "pg_catalog", name: "en_US.utf8" }, '"pg_catalog"."en_US.utf8"'],
  ['"a""b".c', { schema: 'a"b', name: "c" }, '"a""b"."c"'],
])("takes %s apart and puts it together again", (text, parts, sql) => {
  expect(parseQualified(text)).toEqual(parts);
  expect(formatQualified(parts)).toBe(text);
  expect(quoteParts(parts)).toBe(sql);
});

it.each(["", ".", "a.", ".b", "a.b.c", '"a', 'a"b', '""'])("refuses %j", (text) => {
  expect(() => parseQualified(text)).toThrow(RangeError);
});
