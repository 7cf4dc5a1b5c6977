import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { start } from "../../../operations/embedded/start.ts";
import { kill, placeOfTest } from "./place-of-test.ts";
import { until } from "./test-server.ts";

const place = placeOfTest();

describe("a server that was killed", () => {
  it("comes back with every committed row, and none that was not", async () => {
    const first = await start(place.config);
    await place.run("CREATE TABLE rows (n int)", "INSERT INTO rows SELECT generate_series(1, 50000)");
    const open = await place.connect();
    await open.query("BEGIN");
    await open.query("INSERT INTO rows SELECT generate_series(1, 1000)");
    await kill(first.pid);
    expect(await place.status()).toEqual({ state: "stopped" });
    expect(existsSync(join(place.config.runFolder, "ready.json"))).toBe(true);
    const second = await start(place.config);
    expect(second).toMatchObject({ systemIdentifier: first.systemIdentifier, incarnation: 1 });
    expect(await place.run("SELECT count(*)::int AS n FROM rows")).toEqual([{ n: 50_000 }]);
  });

  it("has every row that was acknowledged when it was killed in the middle of the work", async () => {
    const first = await start(place.config);
    const client = await place.connect();
    await client.query("CREATE TABLE rows (n int)");
    let acknowledged = 0;
    const writing = (async () => {
      for (let n = 1; ; n++) {
        await client.query("INSERT INTO rows VALUES ($1)", [n]);
        acknowledged = n;
      }
    })().catch(() => undefined);
    await until(() => acknowledged > 200);
    await kill(first.pid);
    await writing;
    await start(place.config);
    const [found] = (await place.run("SELECT count(*)::int AS n, max(n) AS last FROM rows")) as {
      n: number;
      last: number;
    }[];
    expect(found?.n).toBe(found?.last);
    expect([acknowledged, acknowledged + 1]).toContain(found?.n);
  });

  it("is not mistaken for another process that got its number", async () => {
    const first = await start(place.config);
    await kill(first.pid);
    const { runFolder } = place.config;
    for (const name of ["ready.json", "process.json"]) {
      const path = join(runFolder, name);
      writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, "utf8")), pid: process.pid }));
    }
    expect(await place.status()).toEqual({ state: "stopped" });
    const second = await start(place.config);
    expect(second.pid).not.toBe(process.pid);
    expect(await place.run("SELECT 1 AS n")).toEqual([{ n: 1 }]);
  });

  it("comes back when it was killed in the middle of its first start", async () => {
    const { dataFolder } = place.config;
    const begun = start(place.config).catch((error: Error) => error);
    await until(() => existsSync(join(dataFolder, "global")));
    const { pid } = JSON.parse(readFileSync(join(place.config.runFolder, "process.json"), "utf8")) as {
      pid: number;
    };
    process.kill(pid, "SIGKILL");
    await begun;
    expect(await start(place.config)).toMatchObject({ state: "running", incarnation: 1 });
    expect(await place.run("SELECT current_database() AS name")).toEqual([{ name: "shop" }]);
  });
});
