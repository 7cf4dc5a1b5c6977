import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { runsInTransaction } from "../../../operations/migrate/migration.ts";
import { newMigration } from "../../../operations/migrate/new-migration.ts";
import { readMigrations } from "../../../operations/migrate/read-migrations.ts";
import { migrationsFolder } from "./migrations-folder.ts";

describe("newMigration", () => {
  it("writes the next pair, which can be applied as it is", async () => {
    using folder = migrationsFolder("shop", { "0001_a.up.sql": "", "0001_a.down.sql": "" });
    expect(newMigration(folder.path, "add_note")).toEqual({
      up: "0002_add_note.up.sql",
      down: "0002_add_note.down.sql",
    });
    expect(newMigration(folder.path, "b2").up).toBe("0003_b2.up.sql");
    const migrations = await readMigrations(folder.path);
    expect(migrations.map(({ version, name }) => `${version} ${name}`)).toEqual([
      "1 a",
      "2 add_note",
      "3 b2",
    ]);
    expect(migrations.every(({ up, down }) => runsInTransaction(up.sql) && runsInTransaction(down.sql))).toBe(
      true,
    );
    expect(migrations[1]?.up.sql).toMatch(/^-- 0002_add_note: say in a sentence .*\n(--.*\n)+\n$/);
  });

  it("makes the folder of a schema that has none yet", () => {
    using folder = migrationsFolder("shop", {});
    const inside = join(folder.path, "fresh");
    expect(newMigration(inside, "first")).toEqual({ up: "0001_first.up.sql", down: "0001_first.down.sql" });
    expect(readdirSync(inside).sort()).toEqual(["0001_first.down.sql", "0001_first.up.sql"]);
  });

  it.each([
    ["Add Note!", ": add_note."],
    ["1st", ": st."],
    ["../x", ": x."],
    ["", ", such as add_orders_note."],
    ["x".repeat(61), `: ${"x".repeat(60)}.`],
  ])("refuses the name %j", (name, suggestion) => {
    using folder = migrationsFolder("shop", {});
    expect(() => newMigration(folder.path, name)).toThrow(
      `name: "${name}" is no name for a migration\n` +
        `  Use lower-case letters, digits and underscores, a letter first, at most 60${suggestion}`,
    );
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it("overwrites nothing, and refuses a folder whose numbers are not in order", () => {
    using folder = migrationsFolder("shop", {
      "0001_a.up.sql": "kept",
      "0001_a.down.sql": "",
      "0003_c.up.sql": "",
    });
    expect(() => newMigration(folder.path, "b")).toThrow(
      "migrations shop: the folder's files are not in order:\n  - 0003_c.down.sql is missing\n  - number 0002 is missing\n",
    );
    expect(readFileSync(join(folder.path, "0001_a.up.sql"), "utf8")).toBe("kept");
    expect(readdirSync(folder.path).length).toBe(3);
  });
});
