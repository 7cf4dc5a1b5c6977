import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { UserError } from "../../../errors/user-error.ts";
import { readMigrations } from "../../../operations/migrate/read-migrations.ts";
import { migrationsFolder } from "./migrations-folder.ts";

const files = {
  "0001_a.up.sql": "CREATE TABLE a (v vector({{ n }}));\n",
  "0001_a.down.sql": "DROP TABLE a;\n",
};

describe("readMigrations", () => {
  it("returns SQL with variables filled in, and the checksum of the file as it is", async () => {
    using folder = migrationsFolder("shop", files);
    expect(await readMigrations(folder.path, { n: 3 })).toEqual([
      {
        version: 1,
        name: "a",
        up: {
          file: "shop/0001_a.up.sql",
          sql: "CREATE TABLE a (v vector(3));\n",
          checksum: "eb80f26b2faefe257cc068394c52ad56b4c7de6d8469c070028c28d0518ef140",
        },
        down: {
          file: "shop/0001_a.down.sql",
          sql: "DROP TABLE a;\n",
          checksum: "96675bc4f7630fe731c031f7a15922443ab8ce8a7967dcc0794fd5416be9854f",
        },
        variables: { n: 3 },
      },
    ]);
  });

  it("gives the same checksum whatever the line ends", async () => {
    using unix = migrationsFolder("shop", files);
    using windows = migrationsFolder("shop", {
      "0001_a.up.sql": files["0001_a.up.sql"].replaceAll("\n", "\r\n"),
      "0001_a.down.sql": files["0001_a.down.sql"].replaceAll("\n", "\r\n"),
    });
    expect(await readMigrations(windows.path, { n: 3 })).toEqual(await readMigrations(unix.path, { n: 3 }));
  });

  it("lists every mistake at once", async () => {
    using folder = migrationsFolder("shop", {
      "0001_a.up.sql": "SELECT 1;\nSELECT {{ size }};\n",
      "0001_a.down.sql": "",
      "0003_c.up.sql": "",
      "notes.txt": "",
    });
    mkdirSync(join(folder.path, "old"));
    await expect(readMigrations(folder.path, { dimensions: 3 })).rejects.toThrow(
      new UserError(
        `the migrations cannot be used:
  - notes.txt does not belong here: names are NNNN_name.up.sql and NNNN_name.down.sql, in lower case
  - old/ does not belong here: names are NNNN_name.up.sql and NNNN_name.down.sql, in lower case
  - 0003_c.down.sql is missing
  - number 0002 is missing
  - 0001_a.up.sql:2: no variable "size" is declared
  - the declared variable "dimensions" is used by no file`,
        {
          where: "migrations shop",
          mend: "Mend the files; variables are declared with the schema in model/database.ts.",
        },
      ),
    );
  });

  it("says which folder is not there", async () => {
    using folder = migrationsFolder("shop");
    const path = join(folder.path, "absent");
    await expect(readMigrations(path)).rejects.toThrow(
      new UserError(`the folder ${path} cannot be read`, {
        where: "migrations absent",
        mend: "Create it, with 0001_<name>.up.sql and 0001_<name>.down.sql.",
      }),
    );
  });

  it("returns nothing for an empty folder", async () => {
    using folder = migrationsFolder("shop");
    expect(await readMigrations(folder.path)).toEqual([]);
  });
});
