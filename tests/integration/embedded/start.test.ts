import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { dataIdentity } from "../../../operations/embedded/data-identity.ts";
import { start } from "../../../operations/embedded/start.ts";
import { placeOfTest } from "./place-of-test.ts";
import { newPlace, run as runProgram, runs } from "./test-server.ts";

const place = placeOfTest();

describe("start", () => {
  it("starts once, and then leaves the server alone", async () => {
    expect(await place.status()).toEqual({ state: "absent" });
    const first = await start(place.config);
    expect(first).toMatchObject({
      state: "running",
      port: place.config.port,
      majorVersion: 18,
      incarnation: 1,
    });
    expect(await start(place.config)).toEqual(first);
    expect(await place.status()).toEqual(first);
    expect(dataIdentity(place.config.dataFolder)).toBe(first.systemIdentifier);
    expect(await place.run("SELECT system_identifier::text AS id FROM pg_control_system()")).toEqual([
      { id: first.systemIdentifier },
    ]);
  });

  it("gives each data folder an identity of its own", async () => {
    const other = await newPlace();
    const [one, two] = [await start(place.config), await start(other.config)];
    expect(one.systemIdentifier).not.toBe(two.systemIdentifier);
    await other.clear();
  });

  it("starts anew with another configuration, and keeps the data", async () => {
    const first = await start(place.config);
    await place.run("CREATE TABLE kept AS SELECT 1 AS n");
    const second = await start({ ...place.config, memory: 2 ** 30 });
    expect(second.pid).not.toBe(first.pid);
    expect(await place.run("SELECT n, current_setting('shared_buffers') AS buffers FROM kept")).toEqual([
      { n: 1, buffers: "256MB" },
    ]);
  });

  it("done twice at once starts one server, and tells both", async () => {
    const [one, two] = await Promise.all([start(place.config), start(place.config)]);
    expect(one).toEqual(two);
    expect(runs(one.pid)).toBe(true);
  });

  it("done by three programs at once starts one server, and tells all of them", async () => {
    const module = new URL("../../../operations/embedded/start.ts", import.meta.url).href;
    const script = `import { start } from ${JSON.stringify(module)};
      console.log(JSON.stringify(await start(JSON.parse(process.argv[1]))));`;
    const args = ["--input-type=module", "-e", script, JSON.stringify(place.config)];
    const home = { HOME: process.env.HOME ?? "" };
    const finished = await Promise.all([1, 2, 3].map(() => runProgram(process.execPath, args, home)));
    expect(finished.map(({ code, stderr }) => [code, stderr])).toEqual(Array(3).fill([0, ""]));
    const told = finished.map(({ stdout }) => JSON.parse(stdout) as { pid: number });
    expect(new Set(told.map(({ pid }) => pid)).size).toBe(1);
    expect(runs(told[0]?.pid ?? 0)).toBe(true);
  });

  it("names its process after the stack, without a secret, with a log and files for the user alone", async () => {
    const { pid } = await start(place.config);
    const title = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", "").trim();
    expect(title).toBe("pgstack-embedded: dev");
    const environment = readFileSync(`/proc/${pid}/environ`, "utf8")
      .split("\0")
      .map((line) => line.split("=", 1)[0]);
    const allowed = ["PATH", "HOME", "LANG", "TZ", "NODE_COMPILE_CACHE", ""];
    expect(environment.filter((name) => !allowed.includes(name ?? ""))).toEqual([]);
    const { runFolder, dataFolder } = place.config;
    const open = (path: string) => statSync(path).mode & 0o077;
    for (const path of [runFolder, dataFolder]) expect([path, open(path)]).toEqual([path, 0]);
    for (const folder of [runFolder, dataFolder]) {
      const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
        entry.isFile(),
      );
      expect(
        files.filter((file) => open(join(file.parentPath, file.name)) !== 0).map(({ name }) => name),
      ).toEqual([]);
    }
  });
});
