import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import { random } from "../../../operations/index/recall/random.ts";
import { createIndex } from "../../../sql/index/create-index.ts";
import type { PlugIn } from "../../provider/plug-in.ts";
import { until } from "../embedded/test-server.ts";
import { terminate } from "./building.ts";
import type { IndexServer } from "./index-server.ts";

/** What is killed in which moment, from 0 (the build has begun) to 1 (as long as it takes when nothing happens). */
export interface Kill {
  /** The session on the server; the plug-in, whose session goes on; or both: then nobody tries again. */
  readonly victim: "session" | "plug-in" | "both";
  readonly moment: number;
}

/** Moments drawn by lot, the same for the same seed; the victims in turn. */
export function kills(count: number, seed: number): Kill[] {
  const draw = random(seed);
  const victims = ["session", "both", "plug-in"] as const;
  return Array.from({ length: count }, (_, at) => ({ victim: victims[at % 3] ?? "both", moment: draw() }));
}

/** Of small parameters: what is shown does not depend on them, and a build takes a quarter of the time. */
export const points = {
  schema: "app",
  name: "points_idx",
  table: "points",
  method: "hnsw",
  keys: [{ column: "v", opclass: "vector_cosine_ops" }],
  with: { ef_construction: 16, m: 8 },
};
const definition =
  "CREATE INDEX points_idx ON app.points USING hnsw (v vector_cosine_ops) WITH (ef_construction='16', m='8')";

/** Milliseconds that a build takes that nothing happens to; nothing is left of it. */
export async function typicalBuild({ admin }: IndexServer): Promise<number> {
  const { name: _, ...declared } = points;
  await admin.query("SET max_parallel_maintenance_workers = 0");
  const began = performance.now();
  await admin.query(createIndex({ ...declared, method: "hnsw", name: "alone" }, points));
  const took = performance.now() - began;
  await admin.query("DROP INDEX app.alone");
  return took;
}

/** A machine is not as fast each time: what is killed is still being built then. */
const early = 0.8;

/** A build that is under way in a plug-in of its own. */
interface Running {
  readonly plugIn: PlugIn;
  readonly ended: Promise<string>;
}

/**
 * Kills what builds an HNSW index on `app.points`, one time after the other, and then lets it be built as the next `up`
 * does.
 *
 * @param change what the resource's create or update sends
 * @returns victims, and the phases in which they were killed
 */
export async function buildThrough(
  server: IndexServer,
  list: readonly Kill[],
  typicalMs: number,
  change: (plugIn: PlugIn) => Promise<unknown>,
): Promise<string[]> {
  const phases: string[] = [];
  let running: Running | undefined;
  for (const { victim, moment } of list) {
    let pid: number | undefined;
    // A run gives up after five tries, and the next `up` goes on; one that was too fast begins anew.
    while (pid === undefined) {
      running ??= await begin(server, change);
      pid = await builder(server, running);
      if (pid !== undefined) break;
      if ((await running.ended) === "built") await server.admin.query("DROP INDEX app.points_idx");
      running = await end(running);
    }
    await sleep(moment * typicalMs * early);
    phases.push(`${victim} at ${await phaseOf(server, pid)}`);
    if (victim !== "plug-in") await terminate(server, pid);
    if (victim === "session" || running === undefined) continue;
    await running.plugIn.kill();
    running = await end(running);
  }
  if (running !== undefined) await end(running);
  const last = await begin(server, change);
  expect(await last.ended).toBe("built");
  await end(last);
  return phases;
}

async function phaseOf(server: IndexServer, pid: number): Promise<string> {
  const { rows } = await server.admin.query<{ phase: string }>(
    "SELECT phase FROM pg_stat_progress_create_index WHERE pid = $1",
    [pid],
  );
  return rows[0]?.phase ?? "its end";
}

async function begin(server: IndexServer, change: (plugIn: PlugIn) => Promise<unknown>): Promise<Running> {
  const plugIn = await server.plugIn();
  const ended = change(plugIn).then(
    () => "built",
    (error: { details?: string }) => `failed: ${error.details}`,
  );
  return { plugIn, ended };
}

async function end({ plugIn, ended }: Running): Promise<undefined> {
  await plugIn[Symbol.asyncDispose]();
  await ended;
  return undefined;
}

/** Pid of the session that builds the index, once it does; nothing where the run has ended. */
async function builder(server: IndexServer, { ended }: Running): Promise<number | undefined> {
  let [over, pid] = [false, undefined as number | undefined];
  void ended.then(() => {
    over = true;
  });
  await until(async () => {
    const [row] = await server.rows(
      "SELECT pid FROM pg_stat_progress_create_index WHERE relid = 'app.points'::regclass",
    );
    pid = row && Number(row.pid);
    return over || pid !== undefined;
  }, 60_000);
  return pid;
}

/** Everything that may not differ from a build that nothing happened to. */
export async function expectOneIndex(server: IndexServer): Promise<void> {
  expect(await server.indexes()).toEqual(["points_idx valid"]);
  expect(await server.rows("SELECT indexdef FROM pg_indexes WHERE schemaname = 'app'")).toEqual([
    { indexdef: definition },
  ]);
  await until(async () => {
    const sessions = await server.rows(
      "SELECT FROM pg_stat_activity WHERE application_name LIKE 'pgstack%' AND state <> 'idle'",
    );
    const locks = await server.rows("SELECT FROM pg_locks WHERE locktype = 'advisory'");
    return sessions.length + locks.length === 0;
  });
  // It answers, too.
  const nearest = "SELECT id FROM app.points ORDER BY v <=> (SELECT v FROM app.points WHERE id = 7) LIMIT 10";
  expect(await server.rows(nearest)).toHaveLength(10);
}
