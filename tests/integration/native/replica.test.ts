import { existsSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { NativeConfig } from "../../../operations/native/native-config.ts";
import { remove } from "../../../operations/native/remove.ts";
import { socketFolderOf } from "../../../operations/native/socket-folder.ts";
import { start } from "../../../operations/native/start.ts";
import { stop } from "../../../operations/native/stop.ts";
import { isStreaming } from "../../../operations/native/streaming.ts";
import { createSlots, replicatorStatements } from "../../../sql/rds/replication-statements.ts";
import { needsPostgres } from "../../native/test-postgres.ts";
import { codeOf, freePort, runs, until } from "../embedded/test-server.ts";
import { failure, newPlace, type Place, parametersFor } from "./test-server.ts";

const memory = 256 * 2 ** 20;
const synchronous = parametersFor(memory, { replicas: 1, synchronous: true });
let place: Place;
let replica: NativeConfig;

beforeEach(async (context) => {
  needsPostgres(context);
  place = await newPlace();
  const { config } = place;
  const { identity } = await start(config);
  await place.run(...replicatorStatements, createSlots(["replica_1"]));
  const runFolder = join(dirname(config.runFolder), "replica-1");
  replica = {
    ...config,
    runFolder,
    dataFolder: `${config.dataFolder}-replica-1`,
    socketFolder: socketFolderOf(runFolder),
    port: await freePort(),
    tlsFiles: [...config.tlsFiles, "replicator.crt", "replicator.key"],
    standby: {
      name: "replica-1",
      slot: "replica_1",
      primaryPort: config.port,
      primarySocketFolder: config.socketFolder,
      primaryIdentity: identity,
    },
  };
});

afterEach(async () => {
  if (replica !== undefined) await remove(replica.runFolder, replica.dataFolder);
  await place?.clear();
});

const make = "CREATE TABLE kept AS SELECT n FROM generate_series(1, 1000) AS n";
/** Rows that the replica has, as soon as it has replayed what was written until now. */
async function rowsThere(): Promise<unknown> {
  const [position] = await place.run("SELECT pg_current_wal_flush_lsn()::text AS lsn");
  const client = await place.inside(replica);
  try {
    const replayed = `SELECT pg_last_wal_replay_lsn() >= '${position?.lsn}' AS done`;
    await until(async () => (await client.query(replayed)).rows[0].done);
    return (await client.query("SELECT count(*)::int AS rows FROM kept")).rows[0].rows;
  } finally {
    await client.end();
  }
}

describe("a replica", () => {
  it("is cloned by its slot, streams, and only reads", async () => {
    await place.run(make);
    const first = await start(replica);
    expect(await isStreaming(replica)).toBe(true);
    expect(await rowsThere()).toBe(1000);
    await place.run("INSERT INTO kept SELECT 1");
    expect(await rowsThere()).toBe(1001);
    const client = await place.inside(replica);
    expect(await codeOf(client.query("DELETE FROM kept"))).toBe("25006");
    await client.end();
    expect(
      await place.run(
        "SELECT usename, application_name AS name, sync_state, slot_name, ssl FROM pg_stat_replication JOIN pg_replication_slots ON active_pid = pid JOIN pg_stat_ssl USING (pid)",
      ),
    ).toEqual([
      { usename: "rdsrepladmin", name: "replica-1", sync_state: "async", slot_name: "replica_1", ssl: true },
    ]);
    expect(await start(replica)).toEqual(first);
  });

  it("is waited for by each commit, where it is synchronous", async () => {
    await start({ ...place.config, ...synchronous });
    await start({ ...replica, ...synchronous });
    expect(await place.run("SELECT sync_state FROM pg_stat_replication")).toEqual([{ sync_state: "quorum" }]);
    await place.run(make);
    await stop(replica.runFolder);
    const client = await place.inside();
    let committed = false;
    const commit = client.query("INSERT INTO kept SELECT 1").then(() => {
      committed = true;
    });
    const waits = "SELECT FROM pg_stat_activity WHERE wait_event = 'SyncRep'";
    await until(async () => (await place.run(waits)).length === 1);
    expect(committed).toBe(false);
    await start({ ...replica, ...synchronous });
    await commit;
    await client.end();
    expect(await rowsThere()).toBe(1001);
  });

  it("comes back after kill -9, with what was written meanwhile, and without a new clone", async () => {
    await place.run(make);
    const { pid } = await start(replica);
    const mark = join(replica.dataFolder, "mark");
    writeFileSync(mark, "");
    process.kill(pid, "SIGKILL");
    await until(() => !runs(pid));
    await place.run("INSERT INTO kept SELECT 1");
    await start(replica);
    expect(await rowsThere()).toBe(1001);
    expect(existsSync(mark)).toBe(true);
  });

  it("follows a primary that was killed, or has another port", async () => {
    await place.run(make);
    const { pid } = await start(replica);
    const primary = await start(place.config);
    process.kill(primary.pid, "SIGKILL");
    await until(() => !runs(primary.pid));
    await start(place.config);
    expect((await start(replica)).pid).toBe(pid);
    const port = await freePort();
    const moved = { ...place.config, port };
    await start(moved);
    const { standby } = replica;
    if (standby === undefined) throw new Error("it is a standby");
    const following = { ...replica, standby: { ...standby, primaryPort: port } };
    expect((await start(following)).pid).toBe(pid);
    const client = await place.inside(moved);
    await client.query("INSERT INTO kept SELECT 1");
    await client.end();
    const reader = await place.inside(replica);
    await until(
      async () => (await reader.query("SELECT count(*)::int AS rows FROM kept")).rows[0].rows === 1001,
    );
    await reader.end();
  });

  it("is cloned anew when its slot was lost, or its primary is another", async () => {
    await place.run(make);
    await start(replica);
    await stop(replica.runFolder);
    const dropped = "SELECT pg_drop_replication_slot('replica_1')";
    await until(async () => (await codeOf(place.run(dropped))) === undefined);
    await place.run(createSlots(["replica_1"]), "INSERT INTO kept SELECT 1");
    await start(replica);
    expect(await rowsThere()).toBe(1001);

    await stop(place.config.runFolder);
    rmSync(place.config.dataFolder, { recursive: true });
    const { identity, systemIdentifier } = await start(place.config);
    await place.run(...replicatorStatements, createSlots(["replica_1"]), make);
    const { standby } = replica;
    if (standby === undefined) throw new Error("it is a standby");
    const other = { ...replica, standby: { ...standby, primaryIdentity: identity } };
    expect((await start(other)).systemIdentifier).toBe(systemIdentifier);
    expect(await rowsThere()).toBe(1000);
  });

  it("has a certificate of the authority after a rotation, without a restart", async () => {
    const { pid } = await start(replica);
    await place.certify(true);
    await start(place.config);
    expect((await start(replica)).pid).toBe(pid);
    expect(await isStreaming(replica)).toBe(true);
  });

  it("says what it lacks when it cannot be cloned, and leaves nothing", async () => {
    await place.run("SELECT pg_drop_replication_slot('replica_1')");
    const error = await failure(replica);
    expect(error.message).toMatch(
      /replica-1 cannot be cloned from the server on port \d+: .*slot "replica_1" does not exist/s,
    );
    expect(existsSync(replica.dataFolder)).toBe(false);
    expect(existsSync(replica.runFolder)).toBe(false);
  });

  it("is never taken for a primary", async () => {
    await start(replica);
    await stop(replica.runFolder);
    const { standby: _, ...primary } = replica;
    expect((await failure(primary)).message).toContain(
      `${replica.dataFolder} holds the data of a replica, not of a server`,
    );
  });
});
