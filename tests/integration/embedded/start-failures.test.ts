import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { UserError } from "../../../errors/user-error.ts";
import type { EmbeddedConfig } from "../../../operations/embedded/embedded-config.ts";
import { start } from "../../../operations/embedded/start.ts";
import { stop } from "../../../operations/embedded/stop.ts";
import { newPlace, type Place, runs } from "./test-server.ts";

let place: Place;

beforeEach(async () => {
  place = await newPlace();
});

afterEach(() => place.clear());

async function failure(config: EmbeddedConfig): Promise<UserError> {
  try {
    await start(config);
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error("it started");
}

describe("a start that cannot succeed says why, and leaves nothing", () => {
  it("when another program has the port", async () => {
    const other: Server = createServer();
    await new Promise<void>((resolve) => other.listen(place.config.port, "127.0.0.1", resolve));
    const error = await failure(place.config);
    expect(error.message).toBe(
      `pgstack:port: port ${place.config.port} is taken by another program\n  Set pgstack:port to a free port, or to auto.`,
    );
    expect(readdirSync(place.root)).toEqual(["stacks"]);
    expect(existsSync(place.config.runFolder)).toBe(false);
    await new Promise((resolve) => other.close(resolve));
  });

  it("when the data folder is a file, or below one", async () => {
    const file = join(place.root, "file");
    writeFileSync(file, "mine");
    for (const dataFolder of [file, join(file, "below")]) {
      const error = await failure({ ...place.config, dataFolder });
      expect(error.where).toBe("pgstack:dataFolder");
      expect(error.message).toContain(
        `the data folder ${dataFolder} cannot be used: it, or a folder above it, is a file`,
      );
    }
    expect(readFileSync(file, "utf8")).toBe("mine");
    rmSync(file);
  });

  it("when the data folder may not be written", async () => {
    const error = await failure({ ...place.config, dataFolder: "/sys/kernel/pgstack-test/data" });
    expect(error.where).toBe("pgstack:dataFolder");
    expect(error.message).toContain("/sys/kernel/pgstack-test/data cannot be used: it may not be written");
  });

  it("when the data folder holds something else, which stays as it is", async () => {
    mkdirSync(place.config.dataFolder);
    writeFileSync(join(place.config.dataFolder, "photo.jpg"), "dear");
    const error = await failure(place.config);
    expect(error.message).toContain(`${place.config.dataFolder} is not empty`);
    expect(error.mend).toContain("or set pgstack:dataFolder to another folder");
    expect(readdirSync(place.config.dataFolder)).toEqual(["photo.jpg"]);
    rmSync(place.config.dataFolder, { recursive: true });
  });

  it("when the data is another version's", async () => {
    await start(place.config);
    await stop(place.config.runFolder);
    const version = join(place.config.dataFolder, "PG_VERSION");
    writeFileSync(version, "17\n");
    const error = await failure(place.config);
    expect(error.where).toBe("pgstack:dataFolder");
    expect(error.message).toContain("was made by PostgreSQL 17; this is PostgreSQL 18");
    writeFileSync(version, "18\n");
    expect(await start(place.config)).toMatchObject({ state: "running", incarnation: 1 });
  });

  it("when the data is of another database or administrator", async () => {
    await start(place.config);
    await stop(place.config.runFolder);
    const error = await failure({ ...place.config, database: "other" });
    expect(error.where).toBe("pgstack:database, pgstack:adminUser");
    expect(error.message).toContain('holds the database "shop" of "boss", not "other" of "boss"');
    expect((await failure({ ...place.config, adminUser: "other" })).message).toContain(
      'not "shop" of "other"',
    );
  });

  it("when another server has the data folder open, which goes on", async () => {
    const { pid } = await start(place.config);
    const second = await newPlace();
    const error = await failure({ ...second.config, dataFolder: place.config.dataFolder });
    expect(error.message).toContain(`${place.config.dataFolder} is in use by process ${pid}`);
    expect(error.mend).toBe("End that process, or set pgstack:dataFolder to another folder.");
    expect(runs(pid)).toBe(true);
    await second.clear();
  });

  it("when two servers are started on one data folder at the same instant: one of them runs", async () => {
    const places = await Promise.all([newPlace(), newPlace()]);
    const { dataFolder } = place.config;
    const outcomes = await Promise.allSettled(places.map(({ config }) => start({ ...config, dataFolder })));
    expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const refused = outcomes.find((outcome) => outcome.status === "rejected");
    expect(String(refused?.reason)).toContain("is in use by process");
    for (const { config, root } of places) {
      await stop(config.runFolder);
      rmSync(root, { recursive: true });
    }
  });

  it("when the data is damaged, with the words of PostgreSQL", async () => {
    await start(place.config);
    await stop(place.config.runFolder);
    rmSync(join(place.config.dataFolder, "pg_xact"), { recursive: true });
    const error = await failure(place.config);
    expect(error.message).toContain("the embedded server did not start:");
    expect(error.message).toContain("pg_xact");
    expect(error.mend).toContain("server.log");
  });

  it("when the name of the database has quotes in it, it starts all the same", async () => {
    expect(await start({ ...place.config, database: `a"b'c`, adminUser: `x"y` })).toMatchObject({
      state: "running",
    });
  });
});
