import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { identity, type PluggedServer, pluggedServer } from "./plugged-server.ts";

let plugged: PluggedServer;
beforeAll(async () => {
  plugged = await pluggedServer();
});
afterAll(() => plugged.stop());

describe("Privileges", () => {
  const grants = [{ role: "reader", tables: ["SELECT"] }];
  const privileges = { schema: "app", owner: "own", grants };

  it("covers what is there and what its owner makes later", async () => {
    const { outputs } = await plugged.plugIn.create("Privileges", privileges);
    expect(outputs).toEqual({ ...privileges, differences: [], server: identity });
    await plugged.server.client.query(
      "SET ROLE own; CREATE TABLE app.later (a int); CREATE FUNCTION app.f() RETURNS int LANGUAGE sql AS 'SELECT 1'; RESET ROLE",
    );
    expect(
      await plugged.rows(`SELECT has_table_privilege('reader', 'app.items', 'SELECT') AS now,
      has_table_privilege('reader', 'app.later', 'SELECT') AS later, has_table_privilege('reader', 'app.later', 'INSERT') AS more,
      has_function_privilege('reader', 'app.f()', 'EXECUTE') AS function`),
    ).toEqual([{ now: true, later: true, more: false, function: false }]);
  });

  it("shows what was changed by hand in words, and mends it", async () => {
    await plugged.server.client.query(
      "GRANT INSERT ON app.items TO reader; REVOKE SELECT ON app.later FROM reader; GRANT SELECT ON app.items TO PUBLIC",
    );
    const read = await plugged.plugIn.read(
      "Privileges",
      "app",
      { ...privileges, differences: [] },
      privileges,
    );
    expect(read.outputs.differences).toEqual([
      "app.later: reader lacks SELECT",
      "app.items: PUBLIC has SELECT",
      "app.items: reader has INSERT",
    ]);
    await plugged.plugIn.update("Privileges", "app", read.outputs, privileges);
    expect(
      (await plugged.plugIn.read("Privileges", "app", read.outputs, privileges)).outputs.differences,
    ).toEqual([]);
  });

  it("takes everything away when it is deleted", async () => {
    await plugged.plugIn.delete("Privileges", "app", privileges);
    expect(await plugged.rows("SELECT has_schema_privilege('reader', 'app', 'USAGE') AS usage")).toEqual([
      { usage: false },
    ]);
  });
});
