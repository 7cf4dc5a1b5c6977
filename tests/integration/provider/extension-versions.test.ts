import { readFileSync } from "node:fs";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { checkExtensions } from "../../../operations/doctor/checks/extensions.ts";
import type { Properties } from "../../../provider/properties.ts";
import type { HandlerContext } from "../../../provider/resource-handler.ts";
import { extensionVersionsHandler } from "../../../provider/resources/extension-versions/crud.ts";
import { readBehind } from "../../../sql/extension/read-versions.ts";
import { hasPostgres, needsPostgres } from "../../native/test-postgres.ts";
import { type AccessServer, accessServer } from "./access-server.ts";

const type = "ExtensionVersions";

describe("ExtensionVersions", () => {
  let server: AccessServer;
  let newest: string;
  beforeAll(async () => {
    if (!hasPostgres) return;
    server = await accessServer("native");
    newest = (await available("hstore")).at(-1) ?? "";
  });
  beforeEach(needsPostgres);
  afterAll(() => server?.[Symbol.asyncDispose]());

  const available = async (name: string): Promise<string[]> =>
    (
      await server.admin.query(`SELECT version FROM pg_available_extension_versions WHERE name = '${name}'
        ORDER BY string_to_array(version, '.')::int[]`)
    ).rows.map(({ version }) => version);
  const installed = async () =>
    (await server.admin.query("SELECT extversion AS version FROM pg_extension WHERE extname = 'hstore'"))
      .rows[0]?.version;
  const declare = (version: string): Properties => ({ versions: { hstore: version } });
  const failures = async (version: string) =>
    (await server.plugIn.check(type, declare(version))).failures.map(({ reason }) => reason);
  /** What a plan says, however often it asks. */
  const notes = async (version: string) => {
    const said: string[] = [];
    const context = {
      pool: { use: (work: (client: unknown) => unknown) => work(server.admin) },
      knowsServer: true,
      note: (line: string) => said.push(line),
    } as unknown as HandlerContext;
    for (const _time of [1, 2]) await extensionVersionsHandler.check?.(declare(version), {}, context);
    return said;
  };
  const differs = async (version: string, outputs: Properties) =>
    (
      await server.plugIn.diff(
        type,
        { inputs: declare(version), outputs: { server: "1/1", ...outputs } },
        declare(version),
      )
    ).diffsList;

  it("are those that an extension is made at, and are brought further", async () => {
    await server.make("Extension", { name: "hstore", schema: "public", version: "1.4" });
    expect(await installed()).toBe("1.4");
    expect(await failures("1.5")).toEqual([]);
    const { outputs } = await server.plugIn.create(type, declare("1.5"));
    expect(outputs).toMatchObject({ installed: { hstore: "1.5" }, pending: [] });
    expect(await installed()).toBe("1.5");
    expect(await differs("1.5", outputs)).toEqual([]);
  });

  it("that the server does not have are noted in a plan, with those it has, and refused by the update", async () => {
    const all = await available("hstore");
    const why = `hstore 9.9 is not on the server, which has ${all.length > 6 ? "… " : ""}${all.slice(-6).join(", ")}: declare one of them`;
    // A new image of the same update may bring them.
    expect(await failures("9.9")).toEqual([]);
    expect(await notes("9.9")).toEqual([`as the server is now: ${why}`]);
    await expect(server.plugIn.update(type, "extensions", {}, declare("9.9"))).rejects.toMatchObject({
      details: expect.stringContaining(`extensions: ${why}`),
    });
    // Declared before, and on a server that does not have it any more.
    expect(await differs("9.9", {})).toEqual(["pending"]);
  });

  it("do not go back", async () => {
    expect(await failures("1.4")).toEqual([]);
    expect(await notes("1.4")).toEqual([
      "as the server is now: hstore is 1.5, and the server has no way from there to 1.4: extensions are not downgraded; declare 1.5, or take version out",
    ]);
    await expect(server.plugIn.update(type, "extensions", {}, declare("1.4"))).rejects.toMatchObject({
      details: expect.stringContaining(
        "extensions: hstore is 1.5, and the server has no way from there to 1.4",
      ),
    });
  });

  it("are watched alone where none is declared", async () => {
    expect(await differs("any", {})).toEqual([]);
    const { rows } = await server.admin.query(readBehind);
    expect(rows).toEqual([{ name: "hstore", installed: "1.5", newest }]);
    expect(checkExtensions(rows)).toEqual([
      {
        name: "Extension",
        level: "warn",
        found: `hstore is 1.5, and the server brings ${newest}: an upgrade of the server does not upgrade it`,
        mend: `Declare version: "latest" (or "${newest}") for it in model/database.ts, and run \`npx pgstack up\`.`,
      },
    ]);
  });

  it("are the newest where that is declared, whenever there is a newer one", async () => {
    expect(await differs("latest", {})).toEqual(["pending"]);
    await server.plugIn.update(type, "extensions", {}, declare("latest"));
    expect(await installed()).toBe(newest);
    expect(await differs("latest", {})).toEqual([]);
    expect((await server.admin.query(readBehind)).rows).toEqual([]);
  });

  it("are nothing of an extension that is not there yet", async () => {
    const versions = { pg_trgm: "1.5", nosuch: "latest" };
    expect((await server.plugIn.check(type, { versions })).failures).toEqual([]);
    const { outputs } = await server.plugIn.create(type, { versions });
    expect(outputs).toMatchObject({ installed: {}, pending: [] });
  });

  it("are those of the example that docs/partitions.md shows", async () => {
    const page = readFileSync(new URL("../../../docs/partitions.md", import.meta.url), "utf8");
    const shown = /<!-- extensions -->\n```ts\n(?<text>[^`]*)```/.exec(page)?.groups?.text ?? "";
    const extensions = [
      { name: "vector", version: "latest" },
      { name: "hstore", version: "1.8" },
      { name: "pg_trgm" },
    ];
    const lines = extensions.map(
      ({ name, version }) => `  { name: "${name}"${version ? `, version: "${version}"` : ""} },\n`,
    );
    expect(shown).toBe(`extensions: [\n${lines.join("")}],\n`);
    await server.make("Extension", { name: "pg_trgm", schema: "public" });
    const versions = Object.fromEntries(extensions.map(({ name, version = "any" }) => [name, version]));
    await server.make(type, { versions });
    const { outputs } = await server.plugIn.read(type, "extensions", {}, { versions });
    expect(outputs).toMatchObject({ pending: [], installed: { hstore: "1.8" } });
  });
});
