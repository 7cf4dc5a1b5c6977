import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { database } from "../../../model/database.ts";
import { migrationLabel } from "../../../operations/migrate/migration.ts";
import { readMigrations } from "../../../operations/migrate/read-migrations.ts";
import { projectRoot } from "../../../settings/paths.ts";

describe("the repository's migrations", () => {
  const { schemas } = database({ foreignKeyIndexes: false, embeddingDimensions: 384 });
  const folder = join(projectRoot, "migrations");

  it("are one folder for each declared schema", () => {
    expect(readdirSync(folder).sort()).toEqual(schemas.map(({ name }) => name).sort());
  });

  it.each(schemas)("of $name are well-formed with the declared variables", async ({ name, variables }) => {
    const migrations = await readMigrations(join(folder, name), variables);
    expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1));
    expect(migrations[0] && migrationLabel(migrations[0])).toMatch(/^0001_/);
  });

  it("make no index, which is for the Index resources, and name no role", async () => {
    for (const { name, variables } of schemas) {
      for (const { up } of await readMigrations(join(folder, name), variables)) {
        expect(up.sql).not.toMatch(/CREATE\s+(UNIQUE\s+)?INDEX|mcp_/i);
      }
    }
  });
});
