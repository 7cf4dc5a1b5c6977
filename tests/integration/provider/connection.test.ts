import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PlugIn } from "../../provider/plug-in.ts";
import { identity, type PluggedServer, pluggedServer } from "./plugged-server.ts";

let plugged: PluggedServer;
beforeAll(async () => {
  plugged = await pluggedServer();
});
afterAll(() => plugged.stop());

describe("the connection", () => {
  it("cancels what is under way", async () => {
    await using other = await PlugIn.start();
    await plugged.configure(identity, other);
    await plugged.server.client.query(
      "CREATE FUNCTION app.slow(a int) RETURNS int IMMUTABLE LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(60); RETURN a; END'",
    );
    await plugged.server.client.query("CREATE TABLE app.one AS SELECT 1 AS a");
    const slow = { schema: "app", name: "slow_idx", table: "one", keys: [{ expression: "app.slow(a)" }] };
    const build = other.create("Index", slow).catch((error: { details: string }) => error.details);
    // While it runs the server can be asked nothing, so there is nothing to poll.
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await other.cancel();
    expect(await build).toBe("index app.slow_idx: cancelled; the next run goes on with it");
    expect((await plugged.plugIn.read("Index", "app.slow_idx")).id).toBe("");
  });

  it("says which password file it cannot read, and shows no password", async () => {
    await using other = await PlugIn.start();
    const { host, port, database, user } = plugged.server.config;
    await other.configure({
      host,
      port: String(port),
      database,
      user,
      credential: "file:nowhere",
      tls: "disable",
    });
    await expect(other.read("Schema", "app")).rejects.toMatchObject({
      details: expect.stringContaining("credential: the password file nowhere cannot be read"),
    });
  });
});
