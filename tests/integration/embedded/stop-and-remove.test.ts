import { cpSync, existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { remove } from "../../../operations/embedded/remove.ts";
import { start } from "../../../operations/embedded/start.ts";
import { stop } from "../../../operations/embedded/stop.ts";
import { kill, listens, placeOfTest } from "./place-of-test.ts";
import { runs } from "./test-server.ts";

const place = placeOfTest();

describe("stop", () => {
  it("leaves no process, no port and no lock, and the data", async () => {
    const { pid } = await start(place.config);
    await place.run("CREATE TABLE kept AS SELECT 1 AS n");
    await stop(place.config.runFolder);
    expect([runs(pid), await listens(place.config.port)]).toEqual([false, false]);
    expect(readdirSync(place.config.runFolder).sort()).toEqual([
      "admin.password",
      "config.json",
      "incarnation.json",
      "server.log",
      "start.lock",
    ]);
    expect(await place.status()).toEqual({ state: "stopped" });
    await stop(place.config.runFolder);
    expect(await start(place.config)).toMatchObject({ incarnation: 1 });
    expect(await place.run("SELECT n FROM kept")).toEqual([{ n: 1 }]);
  });

  it("lets a running statement finish, and rolls an open transaction back", async () => {
    await start(place.config);
    await place.run("CREATE TABLE done (n int)");
    const slow = place.run("INSERT INTO done SELECT 1 FROM pg_sleep(1)");
    await sleep(500);
    await stop(place.config.runFolder);
    await slow;
    await start(place.config);
    expect(await place.run("SELECT n FROM done")).toEqual([{ n: 1 }]);
  });
});

describe("remove", () => {
  it("leaves nothing, of a running server and of a dead one, and may be repeated", async () => {
    const { runFolder, dataFolder, port } = place.config;
    for (const end of [async () => {}, kill]) {
      const { pid } = await start(place.config);
      await end(pid);
      await remove(runFolder, dataFolder);
      expect([runs(pid), await listens(port), existsSync(runFolder), existsSync(dataFolder)]).toEqual([
        false,
        false,
        false,
        false,
      ]);
    }
    await remove(runFolder, dataFolder);
    expect(existsSync(runFolder)).toBe(false);
  });

  it("refuses a folder that is not its own", async () => {
    const foreign = join(place.root, "photos");
    cpSync(new URL(".", import.meta.url).pathname, foreign, { recursive: true });
    await expect(remove(place.config.runFolder, foreign)).rejects.toThrow(
      "is not a data folder that pgstack made",
    );
    expect(existsSync(join(foreign, basename(import.meta.url)))).toBe(true);
  });
});
