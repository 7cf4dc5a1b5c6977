import { execFile } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { superuserRows } from "../../../db/superuser/superuser-rows.ts";
import { superuserScript } from "../../../db/superuser/superuser-script.ts";
import { hasPostgres, needsPostgres, testPostgres } from "../../native/test-postgres.ts";
import { PlugIn } from "../../provider/plug-in.ts";
import { type SocketServer, socketServer } from "./socket-server.ts";

const settings = ["max_wal_size = 32MB", "min_wal_size = 32MB", "max_slot_wal_keep_size = 1MB"];

let server: SocketServer;
let plugIn: PlugIn;
let inputs: Record<string, unknown>;
let outputs: Record<string, unknown>;

beforeEach(needsPostgres);
beforeAll(async () => {
  if (!hasPostgres) return;
  [server, plugIn] = await Promise.all([socketServer(settings), PlugIn.start()]);
  inputs = { superuser: server.reference, slots: ["replica_1", "replica_2"] };
  outputs = { ...inputs, problems: [] };
});
afterAll(async () => {
  await plugIn?.[Symbol.asyncDispose]();
  await server?.remove();
});

const script = (sql: string) => superuserScript(server.reference, sql);
const problems = async () =>
  (await plugIn.read("Replication", "rdsrepladmin", outputs, inputs)).outputs.problems;
const changes = async () => (await plugIn.diff("Replication", { inputs, outputs }, inputs)).diffsList;
const slots = async () =>
  (
    await superuserRows<{ slot_name: string }>(
      server.reference,
      "SELECT slot_name FROM pg_replication_slots ORDER BY 1",
    )
  ).map(({ slot_name }) => slot_name);

describe("Replication", () => {
  it("refuses a slot that is not of its names", async () => {
    const { failures } = await plugIn.check("Replication", { ...inputs, slots: ["standby"] });
    expect(failures).toEqual([
      {
        property: "slots",
        reason: '"standby" is no name for a slot here: replica_ and lower-case letters, digits or _',
      },
    ]);
  });

  it("makes role and slots, and is no change after", async () => {
    expect(await plugIn.create("Replication", inputs)).toEqual({ id: "rdsrepladmin", outputs });
    expect(await slots()).toEqual(["replica_1", "replica_2"]);
    expect(await problems()).toEqual([]);
    expect(await changes()).toEqual([]);
    await plugIn.update("Replication", "rdsrepladmin", outputs, inputs);
    expect(await slots()).toEqual(["replica_1", "replica_2"]);
  });

  it.each([
    ["SELECT pg_drop_replication_slot('replica_2')", ["no slot replica_2"]],
    ["SELECT pg_create_physical_replication_slot('replica_9')", ["undeclared slot replica_9"]],
    ["ALTER ROLE rdsrepladmin NOREPLICATION", ["role rdsrepladmin"]],
    ["ALTER ROLE rdsrepladmin PASSWORD 'by hand'", ["role rdsrepladmin"]],
  ])("sees without a refresh, and mends, what %s has changed", async (sql, seen) => {
    await script(sql);
    expect(await problems()).toEqual(seen);
    expect(await changes()).toEqual(["problems"]);
    expect(await plugIn.update("Replication", "rdsrepladmin", outputs, inputs)).toEqual(outputs);
    expect(await problems()).toEqual([]);
    expect(await slots()).toEqual(["replica_1", "replica_2"]);
  });

  it("makes a slot anew whose WAL is gone", async () => {
    await script("SELECT pg_drop_replication_slot('replica_1')");
    await script("SELECT pg_create_physical_replication_slot('replica_1', true)");
    for (let segment = 0; segment < 4; segment++)
      await script(
        "SELECT pg_logical_emit_message(false, 'x', repeat('x', 9000000)); SELECT pg_switch_wal()",
      );
    await script("CHECKPOINT");
    expect(await problems()).toEqual(["lost slot replica_1"]);
    await plugIn.update("Replication", "rdsrepladmin", outputs, inputs);
    expect(await problems()).toEqual([]);
    // Nothing is promised by it: whoever reads it finds out that the data here is behind.
    expect(
      await superuserRows(
        server.reference,
        "SELECT restart_lsn FROM pg_replication_slots WHERE slot_name = 'replica_1'",
      ),
    ).toEqual([{ restart_lsn: null }]);
  });

  it("leaves slots of others alone", async () => {
    await script("SELECT pg_create_physical_replication_slot('archive')");
    expect(await problems()).toEqual([]);
    await plugIn.update("Replication", "rdsrepladmin", outputs, inputs);
    expect(await slots()).toEqual(["archive", "replica_1", "replica_2"]);
    await script("SELECT pg_drop_replication_slot('archive')");
  });

  it("drops the slot of a replica that is no longer declared while it is read", async () => {
    const { bin } = testPostgres();
    const reader = execFile(join(bin, "pg_receivewal"), [
      ...["-h", join(server.folder, "socket"), "-p", String(server.port), "-U", "rdsadmin"],
      ...["-S", "replica_2", "-D", server.folder, "--no-loop"],
    ]);
    const active = "SELECT active FROM pg_replication_slots WHERE slot_name = 'replica_2'";
    await expect
      .poll(() => superuserRows(server.reference, active), { timeout: 20_000 })
      .toEqual([{ active: true }]);
    const fewer = { ...inputs, slots: ["replica_1"] };
    expect(await plugIn.update("Replication", "rdsrepladmin", outputs, fewer)).toEqual({
      ...fewer,
      problems: [],
    });
    expect(await slots()).toEqual(["replica_1"]);
    reader.kill();
  });

  it("goes with all it made", async () => {
    await plugIn.delete("Replication", "rdsrepladmin", { ...outputs, slots: ["replica_1"] });
    expect(await slots()).toEqual([]);
    expect(
      await superuserRows(server.reference, "SELECT FROM pg_roles WHERE rolname = 'rdsrepladmin'"),
    ).toEqual([]);
    await plugIn.delete("Replication", "rdsrepladmin", { ...outputs, slots: ["replica_1"] });
  });
});
