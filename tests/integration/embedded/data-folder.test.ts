import { cpSync, existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { dataIdentity } from "../../../operations/embedded/data-identity.ts";
import { start } from "../../../operations/embedded/start.ts";
import { stop } from "../../../operations/embedded/stop.ts";
import { placeOfTest } from "./place-of-test.ts";
import { runs, until } from "./test-server.ts";

const place = placeOfTest();

describe("a data folder that is gone or another one", () => {
  it("ends the server, and counts a new incarnation when it is made again", async () => {
    const first = await start(place.config);
    rmSync(place.config.dataFolder, { recursive: true });
    await until(() => !runs(first.pid), 5_000);
    expect(existsSync(place.config.dataFolder)).toBe(false);
    expect(await place.status()).toEqual({ state: "absent" });
    const second = await start(place.config);
    expect(second.incarnation).toBe(2);
    expect(second.systemIdentifier).not.toBe(first.systemIdentifier);
  });

  it("is noticed by a look at the status, which ends the server", async () => {
    const first = await start(place.config);
    rmSync(place.config.dataFolder, { recursive: true });
    expect(await place.status()).toEqual({ state: "absent" });
    expect(runs(first.pid)).toBe(false);
  });

  it("counts a new incarnation when an older copy is put in its place", async () => {
    const { runFolder, dataFolder } = place.config;
    const copy = join(place.root, "copy");
    const first = await start(place.config);
    await place.run("CREATE TABLE items AS SELECT 1 AS n");
    await stop(runFolder);
    cpSync(dataFolder, copy, { recursive: true });
    expect(await start(place.config)).toMatchObject({ incarnation: 1 });
    await place.run("INSERT INTO items VALUES (2)");
    await stop(runFolder);
    rmSync(dataFolder, { recursive: true });
    cpSync(copy, dataFolder, { recursive: true });
    expect(dataIdentity(dataFolder)).toBe(first.systemIdentifier);
    expect(await start(place.config)).toMatchObject({
      incarnation: 2,
      systemIdentifier: first.systemIdentifier,
    });
    expect(await place.run("SELECT n FROM items")).toEqual([{ n: 1 }]);
    await stop(runFolder);
    expect(await start(place.config)).toMatchObject({ incarnation: 2 });
  });

  it("ends the server when a copy is put in its place while it runs, without writing to it", async () => {
    const { dataFolder } = place.config;
    const first = await start(place.config);
    await stop(place.config.runFolder);
    const copy = join(place.root, "copy");
    cpSync(dataFolder, copy, { recursive: true });
    const second = await start(place.config);
    rmSync(dataFolder, { recursive: true });
    cpSync(copy, dataFolder, { recursive: true });
    await until(() => !runs(second.pid), 5_000);
    expect(await start(place.config)).toMatchObject({ systemIdentifier: first.systemIdentifier });
  });
});
