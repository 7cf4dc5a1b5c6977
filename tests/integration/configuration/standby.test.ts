import { afterEach, beforeEach, expect, it } from "vitest";
import { serverParameters } from "../../../configuration/server-parameters.ts";
import { standbyParameters } from "../../../configuration/standby-parameters.ts";
import { valuesOf } from "../../../configuration/values-of.ts";
import { needsPostgres, testPostgres } from "../../native/test-postgres.ts";
import { optionsOf } from "../../unit/configuration/options.ts";
import { type BareServer, newBareServer } from "./bare-server.ts";

let primary: BareServer | undefined;
let standby: BareServer | undefined;

beforeEach(needsPostgres);

afterEach(async () => {
  await standby?.clear();
  await primary?.clear();
});

const sized = (cores: number, memory: number, replicas: number) => {
  const { majorVersion } = testPostgres();
  return valuesOf(
    serverParameters(optionsOf("production", { memory, cores }, { majorVersion, replicas, preload: [] })),
  );
};

it("starts on a standby before its primary, whichever way the size changes", async () => {
  const large = sized(128, 2, 5);
  const small = sized(1, 0.25, 1);
  primary = await newBareServer();
  await primary.startWith(large);
  await primary.rows("SELECT pg_create_physical_replication_slot('replica_1', true)");
  standby = await newBareServer(primary);
  await standby.startWith(standbyParameters(large));

  // As they are for the primary, they would keep the standby from starting for good.
  await expect(standby.startWith(small)).rejects.toThrow("could not start server");
  expect(standby.log()).toContain("recovery aborted because of insufficient parameter settings");

  for (const size of [small, large]) {
    await standby.startWith(standbyParameters(size));
    await primary.startWith(size);
    await primary.rows("CREATE TABLE IF NOT EXISTS kept AS SELECT 1 AS n");
    await expect
      .poll(
        () =>
          standby?.rows("SELECT pg_is_in_recovery(), pg_get_wal_replay_pause_state(), to_regclass('kept')"),
        {
          timeout: 20_000,
        },
      )
      .toEqual([["t", "not paused", "kept"]]);
    expect(await primary.rows("SHOW max_connections")).toEqual([[size.max_connections]]);
  }
});
