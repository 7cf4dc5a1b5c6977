import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { database } from "../../../model/database.ts";
import { lintMigrations } from "../../../operations/migration-lint/lint-migrations.ts";
import { projectRoot } from "../../../settings/paths.ts";
import { inShort } from "./lint-text.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lint-migrations-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Writes files such as `shop/0001_a.up.sql`. */
function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, ".."), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

const shop = { name: "shop", indexes: [{ name: "a_idx", table: "a", keys: [{ column: "b" }] }] };

describe("lintMigrations", () => {
  it("judges each schema's files in order, by what those before have made", async () => {
    write({
      "shop/0001_a.up.sql": "CREATE TABLE a (b numeric(4, 1), c vector({{ size }}));",
      "shop/0001_a.down.sql": "DROP TABLE a;",
      "shop/0002_b.up.sql": "ALTER TABLE a ALTER COLUMN b TYPE numeric(6, 1);",
      "shop/0002_b.down.sql": "ALTER TABLE a ALTER COLUMN b TYPE numeric(4, 1);",
      "shop/0003_c.up.sql": "ALTER TABLE a ALTER COLUMN b TYPE numeric(8, 1);\nDROP INDEX a_idx;",
      "shop/0003_c.down.sql":
        "-- pgstack-lint-ignore changing-column-type: nobody is there\nALTER TABLE a ALTER COLUMN b TYPE text;",
      "other/0001_a.up.sql": "CREATE INDEX a_idx ON shop.a (b);",
      "other/0001_a.down.sql": "SELECT 1;",
    });
    const schemas = [
      { ...shop, variables: { size: 384 } },
      { name: "other", indexes: [] },
    ];
    const { files, findings, suppressed } = await lintMigrations({ folder, schemas });
    expect(files.map(({ file, lines }) => [file, lines.length])).toEqual([
      ["shop/0001_a.up.sql", 1],
      ["shop/0001_a.down.sql", 1],
      ["shop/0002_b.up.sql", 1],
      ["shop/0002_b.down.sql", 1],
      ["shop/0003_c.up.sql", 2],
      ["shop/0003_c.down.sql", 2],
      ["other/0001_a.up.sql", 1],
      ["other/0001_a.down.sql", 1],
    ]);
    expect(findings.map(({ file, rule, line }) => [file, rule, line])).toEqual([
      ["shop/0002_b.down.sql", "changing-column-type", 1],
      ["shop/0003_c.up.sql", "declared-index", 2],
      ["shop/0003_c.up.sql", "require-concurrent-index-deletion", 2],
      ["other/0001_a.up.sql", "require-concurrent-index-creation", 1],
    ]);
    expect(findings[0]?.what).toBe("column b of a changes its type from numeric(6, 1) to numeric(4, 1)");
    expect(suppressed.map(({ file, reason }) => [file, reason])).toEqual([
      ["shop/0003_c.down.sql", "nobody is there"],
    ]);
  });

  it("finds files that are none, and goes on with the others", async () => {
    write({
      "shop/0001_a.up.sql": "DROP TABLE x;",
      "shop/0001_a.down.sql": "SELECT;",
      "shop/0002_b.up.sql": "SELECT 1;",
      "shop/notes.txt": "",
      "shop/.hidden": "",
    });
    const { findings } = await lintMigrations({ folder, schemas: [shop] });
    expect(findings.map(({ rule, file, what }) => [rule, file, what])).toEqual([
      [
        "migration-files",
        "shop/",
        "notes.txt does not belong here: names are NNNN_name.up.sql and NNNN_name.down.sql, in lower case",
      ],
      ["migration-files", "shop/", "0002_b.down.sql is missing"],
      ["ban-drop-table", "shop/0001_a.up.sql", "table x is dropped"],
    ]);
  });

  it("allows in an applied file what the schema's list allows, and finds what is wrong with the list", async () => {
    write({
      "shop/0001_a.up.sql": "DROP TABLE a;\nDROP TABLE b;\nALTER TABLE c DROP COLUMN d;",
      "shop/0001_a.down.sql": "SELECT;\nDROP INDEX x;",
      "shop/.lint-ignore": [
        "# Applied before the rules were there.",
        "",
        "0001_a.up.sql ban-drop-table, ban-drop-column: unused since version 12: see R7",
        "0001_a.down.sql ban-drop-column: too much",
        "0001_a.down.sql require-concurrent-index-deletion:",
        "0001_a.down.sql require-concurrent-index-deletio: a slip",
        "0001_a.down.sql: no rule",
        "0002_b.up.sql ban-drop-table: no file",
      ].join("\r\n"),
    });
    const { files, lists, findings, suppressed } = await lintMigrations({ folder, schemas: [shop] });
    expect(files).toHaveLength(2);
    expect(lists.map(({ file, lines }) => [file, lines.length])).toEqual([["shop/.lint-ignore", 8]]);
    expect(findings.map(({ file, rule, line, what }) => [file, rule, line, what])).toEqual([
      [
        "shop/0001_a.down.sql",
        "require-concurrent-index-deletion",
        2,
        "index x is dropped while others wait",
      ],
      ["shop/.lint-ignore", "ignore-without-reason", 5, "no reason is given"],
      ["shop/.lint-ignore", "ignore-unknown-rule", 6, "there is no rule require-concurrent-index-deletio"],
      ["shop/.lint-ignore", "ignore-unknown-rule", 7, "no rule is named"],
      [
        "shop/.lint-ignore",
        "unused-ignore",
        4,
        "ban-drop-column is allowed in 0001_a.down.sql, which does not break it",
      ],
      [
        "shop/.lint-ignore",
        "unused-ignore",
        8,
        "ban-drop-table is allowed in 0002_b.up.sql, which does not break it",
      ],
    ]);
    expect(suppressed.map(({ file, rule, line, reason }) => [file, rule, line, reason])).toEqual([
      ["shop/0001_a.up.sql", "ban-drop-table", 1, "unused since version 12: see R7"],
      ["shop/0001_a.up.sql", "ban-drop-table", 2, "unused since version 12: see R7"],
      ["shop/0001_a.up.sql", "ban-drop-column", 3, "unused since version 12: see R7"],
    ]);
  });

  it("says which folder is not there", async () => {
    await expect(lintMigrations({ folder, schemas: [shop] })).rejects.toThrow(
      `migrations shop: the folder ${join(folder, "shop")} cannot be read`,
    );
  });

  it("finds nothing in the repository's own migrations", async () => {
    const { schemas } = database({ foreignKeyIndexes: true, embeddingDimensions: 384 });
    const report = await lintMigrations({ folder: join(projectRoot, "migrations"), schemas });
    expect(inShort(report.findings)).toEqual([]);
    expect(report.files.length).toBeGreaterThanOrEqual(6);
  });

  it("takes less than 3 s of processor time for 200 files of 10 statements each", async () => {
    const statements = Array.from(
      { length: 5 },
      (_, at) =>
        `CREATE TABLE t{{ n }}_${at} (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL, price numeric(10, 2) CHECK (price >= 0), at timestamptz DEFAULT now());\nALTER TABLE x ADD COLUMN c${at} char(3);`,
    ).join("\n");
    for (let n = 1; n <= 100; n++) {
      const stem = `shop/${String(n).padStart(4, "0")}_a`;
      write({
        [`${stem}.up.sql`]: statements.replaceAll("{{ n }}", `${n}`),
        [`${stem}.down.sql`]: statements.replaceAll("{{ n }}", `d${n}`),
      });
    }
    // What other programs take of the machine is not its fault.
    const start = process.cpuUsage();
    const { findings } = await lintMigrations({ folder, schemas: [shop] });
    const { user, system } = process.cpuUsage(start);
    expect(findings).toHaveLength(500);
    expect((user + system) / 1000).toBeLessThan(3_000);
  });
});
