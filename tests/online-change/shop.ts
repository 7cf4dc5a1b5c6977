import type pg from "pg";
import { migrate } from "../../operations/migrate/migrate.ts";
import type { MigrationProgress } from "../../operations/migrate/migration-progress.ts";
import { readMigrations } from "../../operations/migrate/read-migrations.ts";
import { start } from "../../operations/native/start.ts";
import { type ChangeFile, changeFiles } from "../../operations/online-change/change-files.ts";
import type { ChangePlan } from "../../operations/online-change/change-plan.ts";
import { writeChange } from "../../operations/online-change/write-change.ts";
import { newPlace, type Place, password } from "../integration/native/test-server.ts";
import { type MigrationsFolder, migrationsFolder } from "../unit/migrate/migrations-folder.ts";

/** Schema `shop` on a PostgreSQL of its own, as a stack has it: an owner nobody logs in as, an application's role. */
export interface Shop {
  readonly place: Place;
  readonly folder: MigrationsFolder;
  /** Connected as the administrator. */
  readonly admin: pg.Client;
  /** How the application connects. */
  readonly application: pg.ClientConfig;
  connect(): Promise<pg.Client>;
  /** Writes the migrations of a change, after those that are there. */
  write(plan: ChangePlan): Promise<ChangeFile[]>;
  /** Applies or rolls back to a version. */
  migrateTo(target: number, onProgress?: (progress: MigrationProgress) => void): Promise<void>;
  clear(): Promise<void>;
}

/** The table of all proofs here; `type` is that of the column which is changed. */
export const accounts = (type: string): string => `
  CREATE TABLE accounts (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    handle ${type} NOT NULL DEFAULT 'account-' || nextval('shop.handles'),
    balance integer NOT NULL DEFAULT 0,
    CONSTRAINT accounts_handle_key UNIQUE (handle),
    CONSTRAINT accounts_handle_check CHECK (handle <> '')
  );
  COMMENT ON COLUMN accounts.handle IS 'how the account is called';
  CREATE TABLE orders (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    account_id bigint NOT NULL,
    CONSTRAINT orders_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE
  );
  CREATE INDEX orders_account_id_idx ON orders (account_id);`;

/** @param rows that are in the table from the start: `seed-1`, `seed-2`, ... */
export async function newShop(type: string, rows: number): Promise<Shop> {
  const place = await newPlace();
  await start(place.config);
  await place.run(
    "CREATE ROLE shop_owner",
    `CREATE ROLE shop_app LOGIN PASSWORD '${password}'`,
    "CREATE SCHEMA shop AUTHORIZATION shop_owner",
    "CREATE SEQUENCE shop.handles",
    "GRANT USAGE ON SCHEMA shop TO shop_app",
    "GRANT USAGE ON SEQUENCE shop.handles TO shop_app, shop_owner",
    "ALTER DEFAULT PRIVILEGES FOR ROLE shop_owner IN SCHEMA shop GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO shop_app",
  );
  const admin = await place.inside();
  const folder = migrationsFolder("shop", {
    "0001_accounts.up.sql": accounts(type),
    "0001_accounts.down.sql": "DROP TABLE orders; DROP TABLE accounts;",
  });
  const migrateTo: Shop["migrateTo"] = async (target, onProgress) => {
    const files = await readMigrations(folder.path);
    const told = onProgress && { onProgress };
    await migrate({ client: admin, schema: "shop", owner: "shop_owner", files, target, ...told });
  };
  await migrateTo(1);
  await admin.query(
    `INSERT INTO shop.accounts (handle) SELECT 'seed-' || n FROM generate_series(1, ${rows}) AS n;
     ANALYZE shop.accounts`,
  );
  const application = { user: "shop_app" };
  return {
    place,
    folder,
    admin,
    application,
    connect: () => place.connect(application),
    async write(plan) {
      const files = changeFiles(plan, (await readMigrations(folder.path)).length + 1);
      await writeChange(folder.path, files);
      return files;
    },
    migrateTo,
    async clear() {
      await admin.end();
      folder[Symbol.dispose]();
      await place.clear();
    },
  };
}

/** The version of a step: `swap`. */
export function versionOf(files: readonly ChangeFile[], step: string): number {
  const found = files.find(({ label }) => label.endsWith(`_${step}`));
  if (found === undefined)
    throw new Error(`no step ${step} among ${files.map(({ label }) => label).join(", ")}`);
  return found.version;
}
