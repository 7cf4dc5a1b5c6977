import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { expect } from "vitest";
import { describeSchema } from "../../../operations/catalog/describe-schema.ts";
import { random } from "../../../operations/index/recall/random.ts";
import { appliedMigrations } from "../../../operations/migrate/applied-migrations.ts";
import { start } from "../../../operations/native/start.ts";
import { status } from "../../../operations/native/status.ts";
import { migrationsFolder } from "../../unit/migrate/migrations-folder.ts";
import { runs, until } from "../embedded/test-server.ts";
import { password } from "../native/test-server.ts";
import { nativeServer } from "./server-of-kind.ts";

/**
 * Migrations that take a second altogether, with builds outside a transaction: with IF NOT EXISTS and without. Each one
 * inside a transaction writes down that it ran, so that one that runs twice shows.
 */
const files = {
  "0001_big.up.sql": `
    CREATE TABLE log (version integer);
    CREATE TABLE big AS SELECT n AS id, md5(n::text) AS hash FROM generate_series(1, 100000) AS n;
    INSERT INTO log VALUES (1);`,
  "0002_hash.up.sql": "-- no-transaction\nCREATE INDEX CONCURRENTLY IF NOT EXISTS big_hash_idx ON big (hash)",
  "0003_note.up.sql": "ALTER TABLE big ADD COLUMN note text; INSERT INTO log VALUES (3);",
  "0004_id.up.sql": "-- no-transaction\nCREATE UNIQUE INDEX CONCURRENTLY big_id_idx ON big (id)",
  "0005_fill.up.sql": "UPDATE big SET note = hash WHERE id % 3 = 0; INSERT INTO log VALUES (5);",
  "0006_two.up.sql":
    "-- no-transaction\nCREATE INDEX CONCURRENTLY IF NOT EXISTS big_note_idx ON big (note, hash)",
  "0007_check.up.sql":
    "ALTER TABLE big ADD CONSTRAINT big_id_check CHECK (id > 0); INSERT INTO log VALUES (7);",
};
const downs = Object.fromEntries(Object.keys(files).map((name) => [name.replace(".up.", ".down."), ""]));

/** What is killed at which moment, from 0 (connected) to 1 (as long as it takes when nothing happens). */
export interface Interruption {
  readonly victim: "client" | "server" | "both";
  readonly moment: number;
}

/** Moments drawn by lot, the same for the same seed. */
export function interruptions(count: number, seed: number): Interruption[] {
  const draw = random(seed);
  const victims = ["client", "server", "both"] as const;
  return Array.from({ length: count }, (_, index) => ({
    victim: victims[index % 3] ?? "both",
    moment: draw(),
  }));
}

/** A native server on which runs are cut short, and then finished. */
export async function interruptedRuns() {
  const server = await nativeServer();
  const folder = migrationsFolder("shop", { ...files, ...downs });
  const { place } = server;
  await place.run("CREATE ROLE shop_owner", "GRANT shop_owner TO boss");

  const reset = () =>
    inDatabase(async (client) => {
      await client.query("DROP SCHEMA IF EXISTS shop CASCADE; DROP SCHEMA IF EXISTS pgstack CASCADE");
      await client.query("CREATE SCHEMA shop AUTHORIZATION shop_owner");
    });
  const inDatabase = async <T>(work: (client: typeof server.client) => Promise<T>) => {
    const client = await server.connect();
    client.on("error", () => undefined);
    try {
      return await work(client);
    } finally {
      await client.end();
    }
  };

  await reset();
  const clean = await runner(server.connection, folder.path).ended;
  if (clean.result === undefined) throw new Error(clean.stderr);
  const expected = await inDatabase(look);

  /** Cuts a run short, finishes it with one more, and says how far the first one had come. */
  const interrupt = async ({ victim, moment }: Interruption): Promise<number> => {
    await reset();
    const run = runner(server.connection, folder.path);
    await run.connected;
    await new Promise((resolve) => setTimeout(resolve, moment * clean.milliseconds));
    if (victim !== "server") run.kill();
    if (victim !== "client") {
      const now = await status(place.config.runFolder, place.config.dataFolder);
      if (now.state !== "running") throw new Error(`the server is ${now.state}`);
      process.kill(now.pid, "SIGKILL");
      await until(() => !runs(now.pid));
    }
    await run.ended;
    if (victim !== "client") await start(place.config);
    const before = await inDatabase((client) => appliedMigrations(client, "shop"));
    const second = await runner(server.connection, folder.path).ended;
    expect({ victim, moment, ended: second.result !== undefined, stderr: second.stderr }).toEqual({
      victim,
      moment,
      ended: true,
      stderr: "",
    });
    expect(await inDatabase(look)).toEqual(expected);
    const third = await runner(server.connection, folder.path).ended;
    expect(third.result).toEqual({ applied: [], restored: [] });
    return before.length;
  };
  const stop = async () => {
    folder[Symbol.dispose]();
    await server.stop();
  };
  return { interrupt, stop };
}

/** Everything that may not differ from a run that nothing happened to. */
async function look(client: Parameters<typeof describeSchema>[0]) {
  const rows = async (sql: string) => (await client.query({ text: sql, rowMode: "array" })).rows;
  return {
    catalog: await describeSchema(client, "shop"),
    history: (await appliedMigrations(client, "shop")).map(({ version }) => version),
    log: await rows("SELECT version FROM shop.log ORDER BY version"),
    filled: await rows("SELECT count(*), count(note) FROM shop.big"),
    scratch: await rows("SELECT datname FROM pg_database WHERE datname ~ 'scratch'"),
  };
}

function runner(connection: { readonly credential: unknown }, folder: string) {
  const entry = fileURLToPath(new URL("migrate-process.ts", import.meta.url));
  const environment = { ...process.env, MIGRATE_CONNECTION: JSON.stringify({ ...connection, password }) };
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", entry, folder], {
    env: environment,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let stderr = "";
  let result: { applied: string[]; restored: string[] } | undefined;
  let began = 0;
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk;
  });
  const connected = new Promise<void>((resolve) => {
    createInterface(child.stdout).on("line", (line) => {
      if (line === "connected") {
        began = performance.now();
        resolve();
      } else result = JSON.parse(line);
    });
    child.once("close", () => resolve());
  });
  const ended = new Promise<{ result: typeof result; stderr: string; milliseconds: number }>((resolve) => {
    child.once("close", () => resolve({ result, stderr, milliseconds: performance.now() - began }));
  });
  return { connected, ended, kill: () => child.kill("SIGKILL") };
}
