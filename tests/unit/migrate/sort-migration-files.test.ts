import { describe, expect, it } from "vitest";
import { sortMigrationFiles } from "../../../operations/migrate/sort-migration-files.ts";

describe("sortMigrationFiles", () => {
  it("pairs files in the order of their numbers, whatever order they are listed in", () => {
    expect(
      sortMigrationFiles(["0002_b.down.sql", "0001_a.up.sql", "0002_b.up.sql", "0001_a.down.sql"]),
    ).toEqual({
      pairs: [
        { version: 1, name: "a", upFile: "0001_a.up.sql", downFile: "0001_a.down.sql" },
        { version: 2, name: "b", upFile: "0002_b.up.sql", downFile: "0002_b.down.sql" },
      ],
      problems: [],
    });
  });

  it("passes over files whose names begin with a dot", () => {
    expect(sortMigrationFiles([".gitkeep", ".0001_a.up.sql.swp"])).toEqual({ pairs: [], problems: [] });
  });

  it.each([
    [["0002_a.up.sql", "0002_a.down.sql"], ["number 0001 is missing"]],
    [
      ["0001_a.up.sql", "0001_a.down.sql", "0004_b.up.sql", "0004_b.down.sql"],
      ["number 0002 is missing", "number 0003 is missing"],
    ],
    [
      ["0001_a.up.sql", "0001_a.down.sql", "0001_b.up.sql", "0001_b.down.sql"],
      ["0001_b and 0001_a have the same number"],
    ],
    [["0001_a.up.sql"], ["0001_a.down.sql is missing"]],
    [["0001_a.down.sql"], ["0001_a.up.sql is missing"]],
    [["0000_a.up.sql", "0000_a.down.sql"], ["numbering starts at 0001"]],
    [
      ["README.md", "1_a.up.sql", "0001_A.up.sql", "old/"],
      ["0001_A.up.sql", "1_a.up.sql", "README.md", "old/"].map(
        (file) =>
          `${file} does not belong here: names are NNNN_name.up.sql and NNNN_name.down.sql, in lower case`,
      ),
    ],
  ])("%j: %j", (names, problems) => {
    expect(sortMigrationFiles(names).problems).toEqual(problems);
  });
});
