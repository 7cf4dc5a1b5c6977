import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { appliedMigrations } from "../../../operations/migrate/applied-migrations.ts";
import { planRename } from "../../../operations/online-change/plan-rename.ts";
import { projectRoot } from "../../../settings/paths.ts";
import { needsPostgres } from "../../native/test-postgres.ts";
import { newShop, type Shop, versionOf } from "../../online-change/shop.ts";
import { until } from "../embedded/test-server.ts";

const seedRows = 60_000;
const path = { schema: "shop", table: "accounts", column: "handle" };
let shop: Shop;

beforeEach(async (context) => {
  needsPostgres(context);
  shop = await newShop("text", seedRows);
});
afterEach(() => shop?.clear());

async function filled(): Promise<number> {
  const { rows } = await shop.admin.query("SELECT count(username)::int AS filled FROM shop.accounts");
  return rows[0].filled;
}

describe("a backfill that is cut short", () => {
  it("goes on, when its runner was killed, with the rows that are left, and ends right", async () => {
    const files = await shop.write(await planRename(shop.admin, path, "username"));
    await shop.migrateTo(versionOf(files, "write_both"));
    const target = versionOf(files, "backfill");
    const { socketFolder, port } = shop.place.config;
    const script = join(projectRoot, "tests/online-change/run-migrations.ts");
    const runner = spawn(
      process.execPath,
      [script, socketFolder, String(port), shop.folder.path, String(target)],
      {
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    await once(runner.stdout, "data");
    runner.kill("SIGKILL");
    await once(runner, "close");
    const sessions = "SELECT count(*)::int AS left FROM pg_locks WHERE locktype = 'advisory'";
    await until(async () => (await shop.admin.query(sessions)).rows[0].left === 0);

    const before = await filled();
    expect(before).toBeGreaterThanOrEqual(10_000);
    expect(before).toBeLessThan(seedRows);
    expect(before % 10_000).toBe(0);
    expect((await appliedMigrations(shop.admin, "shop")).at(-1)?.version).toBe(target - 1);

    const batches: number[] = [];
    await shop.migrateTo(target, (progress) => {
      if (progress.event === "batch") batches.push(progress.rows);
    });
    expect(batches.at(-1)).toBe(seedRows - before);
    expect(await filled()).toBe(seedRows);
    expect((await appliedMigrations(shop.admin, "shop")).at(-1)?.version).toBe(target);
    await shop.migrateTo(versionOf(files, "drop"));
    const { rows } = await shop.admin.query(
      "SELECT count(*)::int AS right FROM shop.accounts WHERE username = 'seed-' || id",
    );
    expect(rows).toEqual([{ right: seedRows }]);
  });

  it("passes over a row that somebody has locked, and comes back for it", async () => {
    const files = await shop.write(await planRename(shop.admin, path, "username"));
    await shop.migrateTo(versionOf(files, "write_both"));
    const holder = await shop.connect();
    await holder.query("BEGIN; SELECT FROM shop.accounts WHERE id = 5 FOR UPDATE");
    const batches: number[] = [];
    const run = shop.migrateTo(versionOf(files, "backfill"), (progress) => {
      if (progress.event === "batch") batches.push(progress.rows);
    });
    const watcher = await shop.connect();
    const count = "SELECT count(username)::int AS filled FROM shop.accounts";
    await until(async () => (await watcher.query(count)).rows[0].filled === seedRows - 1);
    await holder.query("ROLLBACK");
    await run;
    expect(await filled()).toBe(seedRows);
    expect(batches.slice(-2)).toEqual([seedRows - 1, seedRows]);
    await holder.end();
    await watcher.end();
  });
});
