import { createServer } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { FakeEngine } from "../../provider/fake-engine.ts";
import { PlugIn } from "../../provider/plug-in.ts";
import { migrationsFolder } from "../../unit/migrate/migrations-folder.ts";
import { identity, type PluggedServer, pluggedServer } from "./plugged-server.ts";

let plugged: PluggedServer;
let engine: FakeEngine;
beforeAll(async () => {
  plugged = await pluggedServer();
  await plugged.rows("CREATE INDEX by_hand_idx ON app.items (name)");
});
afterAll(() => plugged.stop());
beforeEach(async () => {
  // Another configuration is another run: nothing is remembered.
  await plugged.configure(identity);
  engine = await FakeEngine.attachedTo(plugged.plugIn);
});
afterEach(() => engine[Symbol.asyncDispose]());

const index = { schema: "app", name: "items_idx", table: "items", keys: [{ column: "id" }] };
const twin = { ...index, keys: [{ column: "name" }] };
const misspelt = { ...index, keys: [{ column: "nmae" }] };

describe("an Index that is checked", () => {
  it("is refused for what would fail, at the property that is wrong", async () => {
    expect(await plugged.plugIn.check("Index", misspelt)).toEqual({
      inputs: misspelt,
      failures: [{ property: "keys[0]", reason: "app.items has no column nmae. Did you mean name?" }],
    });
    expect(engine.warnings).toEqual([]);
  });

  it("is warned of, and taken, for what would be regretted", async () => {
    expect((await plugged.plugIn.check("Index", twin)).failures).toEqual([]);
    await expect
      .poll(() => engine.warnings)
      .toEqual([
        "it is the same index as app.by_hand_idx. Where this update does not drop that one anyway, take items_idx out of model/database.ts.",
      ]);
  });

  it("is not looked at again while its inputs stay as they are", async () => {
    expect((await plugged.plugIn.check("Index", misspelt, misspelt)).failures).toEqual([]);
    expect((await plugged.plugIn.check("Index", misspelt, index)).failures).toHaveLength(1);
  });

  it("is left to the build where its table is not there yet", async () => {
    expect((await plugged.plugIn.check("Index", { ...misspelt, table: "later" })).failures).toEqual([]);
  });
});

describe("an Index of a schema whose migrations are still to be applied", () => {
  it("is left to the build until they are", async () => {
    using folder = migrationsFolder("app", {
      "0001_later.up.sql": "ALTER TABLE app.items ADD COLUMN later int;",
      "0001_later.down.sql": "ALTER TABLE app.items DROP COLUMN later;",
    });
    const migrations = { schema: "app", owner: "own", folder: folder.path };
    const later = { ...index, keys: [{ column: "later" }] };
    const never = { ...index, keys: [{ column: "never" }] };
    const failures = async (inputs: typeof index) =>
      (await plugged.plugIn.check("Index", inputs)).failures.length;

    const { inputs } = await plugged.plugIn.check("Migrations", migrations);
    expect([await failures(later), await failures(never)]).toEqual([0, 0]);
    // An up, in which the migrations are made before the index is checked.
    await plugged.configure(identity);
    await plugged.plugIn.check("Migrations", migrations);
    await plugged.plugIn.create("Migrations", inputs);
    expect([await failures(later), await failures(never)]).toEqual([0, 1]);
  });
});

describe("an Index of a server that does not answer", () => {
  it("is left to the build, without waiting long, once a run", async () => {
    // Takes a connection, and says nothing.
    const mute = createServer((socket) => void socket.resume().on("error", () => undefined));
    await new Promise<void>((resolve) => mute.listen(0, "127.0.0.1", resolve));
    const address = mute.address();
    const port = typeof address === "object" ? String(address?.port) : "";
    const plugIn = await PlugIn.start();
    const place = {
      host: "127.0.0.1",
      port,
      database: "a",
      user: "b",
      tls: "disable",
      credential: "file:/dev/null",
    };
    await plugIn.configure(place);
    const began = Date.now();
    const checks = [1, 2, 3].map((at) =>
      plugIn.check("Index", { ...misspelt, name: `idx_${at}`, keys: [{ column: `c${at}` }] }),
    );
    expect((await Promise.all(checks)).map(({ failures }) => failures)).toEqual([[], [], []]);
    expect(Date.now() - began).toBeLessThan(9_000);
    await plugIn[Symbol.asyncDispose]();
    await new Promise((resolve) => mute.close(resolve));
  });

  it("is refused without one for what is wrong in any case, and warned of what the program declares twice", async () => {
    const plugIn = await PlugIn.start();
    const own = await FakeEngine.attachedTo(plugIn);
    await plugIn.configure({});
    expect((await plugIn.check("Index", { ...index, keys: [] })).failures).toEqual([
      { property: "keys", reason: "is empty" },
    ]);
    await plugIn.check("Index", index);
    await plugIn.check("Index", { ...index, name: "again_idx" });
    await expect
      .poll(() => own.warnings)
      .toEqual([
        "it is the same index as app.items_idx (declared too). Take again_idx out of model/database.ts.",
      ]);
    await own[Symbol.asyncDispose]();
    await plugIn[Symbol.asyncDispose]();
  });
});
