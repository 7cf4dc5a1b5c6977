import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { serverParameters } from "../../../configuration/server-parameters.ts";
import { valuesOf } from "../../../configuration/values-of.ts";
import { checkReplication } from "../../../operations/doctor/checks/replication.ts";
import { replicationFacts } from "../../../operations/doctor/replication/replication-facts.ts";
import { needsPostgres, testPostgres } from "../../native/test-postgres.ts";
import { optionsOf } from "../../unit/configuration/options.ts";
import { type BareServer, newBareServer } from "../configuration/bare-server.ts";

let primary: BareServer | undefined;
let replica: BareServer | undefined;

const parameters = (synchronous: boolean) =>
  valuesOf(
    serverParameters(
      optionsOf(
        "laptop",
        { memory: 0.25, cores: 1, storage: 1 },
        { majorVersion: testPostgres().majorVersion, preload: [], replicas: 1, synchronous },
      ),
    ),
  );

beforeEach(async (context) => {
  needsPostgres(context);
  primary = await newBareServer();
  await primary.startWith(parameters(false));
  await primary.rows("SELECT pg_create_physical_replication_slot('replica_1', true)");
  replica = await newBareServer(primary);
  await replica.startWith(parameters(false));
});

afterEach(async () => {
  await replica?.clear();
  await primary?.clear();
});

function servers() {
  if (primary === undefined || replica === undefined) throw new Error("there are no servers");
  return { primary, replica, replicas: [{ name: "replica-1", superuser: replica.superuser }] };
}

describe("replicationFacts", () => {
  it("follows a replica that streams, is paused, goes on, and is gone", async () => {
    const { primary, replica, replicas } = servers();
    const facts = async () => (await replicationFacts(primary.superuser, replicas))[0];
    const within = { timeout: 20_000 };
    const calm = { state: "streaming", synchronous: false, behind: 0, lag: 0, paused: false, lost: false };
    await expect.poll(facts, within).toMatchObject({ name: "replica-1", ...calm });

    await replica.rows("SELECT pg_wal_replay_pause()");
    await primary.rows("CREATE TABLE late AS SELECT n FROM generate_series(1, 10000) AS n");
    await expect
      .poll(facts, within)
      .toMatchObject({ state: "streaming", paused: true, lag: expect.any(Number) });
    const paused = await facts();
    expect(paused?.behind).toBeGreaterThan(300_000);
    await expect.poll(async () => (await facts())?.lag, within).toBeGreaterThan(0.5);
    expect(paused && checkReplication([paused], false)).toMatchObject([{ name: "Replica-1", level: "warn" }]);

    await replica.rows("SELECT pg_wal_replay_resume()");
    await expect.poll(facts, within).toMatchObject(calm);

    await replica.stop();
    await primary.rows("INSERT INTO late SELECT n FROM generate_series(1, 10000) AS n");
    await expect.poll(facts, within).toMatchObject({ state: undefined, lag: undefined, paused: undefined });
    expect((await facts())?.kept).toBeGreaterThan(300_000);
  });

  it("knows that commits wait for it", async () => {
    const { primary, replica, replicas } = servers();
    const findings = async () => checkReplication(await replicationFacts(primary.superuser, replicas), true);
    await primary.reloadWith(parameters(true));
    await expect
      .poll(findings, { timeout: 20_000 })
      .toEqual([
        { name: "Replica-1", level: "ok", found: "streaming, synchronous, 0.0 s behind, 0kB to replay" },
      ]);
    await replica.stop();
    await expect
      .poll(async () => (await findings()).map(({ name, level }) => `${name} ${level}`), { timeout: 20_000 })
      .toEqual(["Replica-1 warn", "Commits fail"]);
  });

  it("knows nothing of a replica that was never started", async () => {
    const { primary } = servers();
    expect(await replicationFacts(primary.superuser, [{ name: "replica-2", superuser: undefined }])).toEqual([
      {
        name: "replica-2",
        state: undefined,
        synchronous: false,
        behind: undefined,
        lag: undefined,
        paused: undefined,
        kept: undefined,
        lost: false,
      },
    ]);
  });
});
