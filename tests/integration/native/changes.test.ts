import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, it } from "vitest";
import { isConfigured } from "../../../operations/native/configure.ts";
import type { NativeConfig } from "../../../operations/native/native-config.ts";
import { start } from "../../../operations/native/start.ts";
import { needsPostgres } from "../../native/test-postgres.ts";
import { makeBoss, newPlace, type Place } from "./test-server.ts";

let place: Place;

beforeEach(async (context) => {
  needsPostgres(context);
  place = await newPlace();
  await start(place.config);
});

afterEach(() => place?.clear());

const startedAt = async () =>
  (await place.run("SELECT pg_postmaster_start_time()::text AS at, pg_conf_load_time()::text AS loaded"))[0];
const change = (
  kind: "staticParameters" | "dynamicParameters",
  name: string,
  value: string,
): NativeConfig => ({
  ...place.config,
  [kind]: { ...place.config[kind], [name]: value },
});

it("reloads a dynamic parameter, whose sessions go on", async () => {
  const before = await startedAt();
  const session = await place.inside();
  const config = change("dynamicParameters", "work_mem", "7MB");
  const { pid } = await start(config);
  const after = await startedAt();
  expect(after?.at).toBe(before?.at);
  expect(after?.loaded).not.toBe(before?.loaded);
  expect(await place.run("SHOW work_mem")).toEqual([{ work_mem: "7MB" }]);
  expect((await session.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
  await session.end();
  expect((await start(config)).pid).toBe(pid);
  expect(await startedAt()).toEqual(after);
});

it("restarts for a static parameter", async () => {
  const before = await startedAt();
  await start(change("staticParameters", "max_connections", "77"));
  expect((await startedAt())?.at).not.toBe(before?.at);
  expect(await place.run("SHOW max_connections")).toEqual([{ max_connections: "77" }]);
});

it("restarts where a parameter taken for a dynamic one is none", async () => {
  const before = await startedAt();
  await start(change("dynamicParameters", "max_files_per_process", "777"));
  expect((await startedAt())?.at).not.toBe(before?.at);
  expect(await place.run("SHOW max_files_per_process")).toEqual([{ max_files_per_process: "777" }]);
});

it("reloads the rules of who may log in", async () => {
  const { pid } = await start(place.config);
  await place.run(makeBoss);
  const hostRules = place.config.hostRules.map((rule) => rule.replace("scram-sha-256", "reject"));
  expect((await start({ ...place.config, hostRules })).pid).toBe(pid);
  await expect(place.connect()).rejects.toThrow("pg_hba.conf rejects connection");
});

it("shows another certificate after a rotation, and the sessions go on", async () => {
  const { pid } = await start(place.config);
  await place.run(makeBoss);
  const session = await place.connect();
  const before = await shownCertificate();
  await place.certify(true);
  expect(isConfigured(place.config)).toBe(false);
  expect((await start(place.config)).pid).toBe(pid);
  expect(await shownCertificate()).not.toBe(before);
  expect((await session.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
  await session.end();
  await (await place.connect()).end();
});

it("writes again what was changed or deleted by hand", async () => {
  const { pid } = await start(place.config);
  const folder = join(place.config.dataFolder, "pgstack");
  rmSync(join(folder, "pg_hba.conf"));
  writeFileSync(join(folder, "postgresql.conf"), "work_mem = 1MB\n");
  writeFileSync(join(folder, "mine.conf"), "");
  expect(isConfigured(place.config)).toBe(false);
  expect((await start(place.config)).pid).toBe(pid);
  expect(isConfigured(place.config)).toBe(true);
  expect(readFileSync(join(folder, "postgresql.conf"), "utf8")).toContain("shared_buffers = '64MB'");
});

/** Fingerprint of the certificate that the server shows to a new client. */
async function shownCertificate(): Promise<string> {
  const { port } = place.config;
  const ca = readFileSync(join(place.config.tlsFolder, "ca.crt"), "utf8");
  let shown = "";
  const client = new pg.Client({
    host: "127.0.0.1",
    port,
    user: "boss",
    password: "wrong",
    database: "postgres",
    ssl: {
      ca,
      checkServerIdentity: (_host: string, { fingerprint256 }: { fingerprint256: string }) => {
        shown = fingerprint256;
        return undefined;
      },
    },
  });
  await client.connect().catch(() => undefined);
  await client.end();
  return shown;
}
