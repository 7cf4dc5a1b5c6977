import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Checkout } from "./checkout.ts";
import { able, needsServer, settingsFor } from "./needs-server.ts";

const fingerprint =
  "SELECT count(*) AS rows, md5(string_agg(id::text || status, ',' ORDER BY id)) AS hash FROM commerce.orders";

/** What is the same for every server whose objects Pulumi's own provider makes. */
describe.each(["docker", "native"] as const)("a stack on the %s server", (kind) => {
  let checkout: Checkout;
  let data: string;
  const configure = (more: Record<string, string> = {}) =>
    checkout.configure("dev", { ...settingsFor(kind, data), demoData: "true", ...more });

  beforeAll(async () => {
    if (!able(kind)) return;
    checkout = new Checkout();
    // An ordinary user has to reach it when root runs the tests.
    data = mkdtempSync(join(tmpdir(), "pgstack-data-"));
    chmodSync(data, 0o755);
    configure();
    await checkout.mustRun("up");
  });
  beforeEach(needsServer(kind));
  afterAll(async () => {
    await checkout?.[Symbol.asyncDispose]();
    rmSync(data ?? "", { recursive: true, force: true });
  });

  it("proposes nothing the second time, nor after a refresh", async () => {
    for (const args of [["up"], ["up", "--refresh"], ["up"]]) {
      expect((await checkout.mustRun(...args)).stderr).toMatch(/^nothing changed in /);
    }
    await checkout.mustRun("preview", "--refresh", "--expect-no-changes");
  });

  it("holds the demo data, and the same for everybody", async () => {
    expect(await checkout.query(fingerprint)).toEqual([
      { rows: "10000", hash: "7b81ebfdecc57303a1e952f8b217128a" },
    ]);
  });

  it("sets a password again that was changed by hand", async () => {
    await checkout.query("ALTER ROLE mcp_app PASSWORD 'x'", "mcp_admin");
    expect((await checkout.pgstack("query", "--role", "mcp_app", "SELECT 1")).code).toBe(1);
    const { stderr } = await checkout.mustRun("up", "--refresh");
    expect(stderr).toMatch(/^ {2}~ database-passwords \(refused\) +RolePasswords /m);
    expect(await checkout.query("SELECT 1 AS one", "mcp_app")).toEqual([{ one: "1" }]);
  });

  it("makes again what was dropped by hand, comments and privileges with it", async () => {
    for (const sql of [
      "DROP OWNED BY mcp_readonly; DROP ROLE mcp_readonly",
      "COMMENT ON SCHEMA rag IS 'mine'; ALTER SCHEMA rag OWNER TO mcp_migrator",
      "REVOKE ALL ON commerce.orders FROM mcp_app",
    ]) {
      await checkout.query(sql, "mcp_admin");
    }
    await checkout.mustRun("up", "--refresh");
    expect((await checkout.mustRun("up", "--refresh")).stderr).toMatch(/^nothing changed in /);
    expect(
      await checkout.query(
        "SELECT obj_description('rag'::regnamespace) AS schema, shobj_description('mcp_readonly'::regrole, 'pg_authid') AS role",
      ),
    ).toEqual([
      { schema: "conversations cut into chunks, with an embedding each", role: "reports and people: reads" },
    ]);
  });

  it("keeps every row when a setting restarts it, and when its port changes", async () => {
    const before = await checkout.query(fingerprint);
    for (const more of [{ memory: "768MB" }, { memory: "768MB", port: String(await freePort()) }]) {
      configure(more);
      expect((await checkout.mustRun("up")).stderr).toMatch(
        /^ {2}[~±] server \(.*\) +(Container|NativeServer)/m,
      );
      expect(await checkout.query(fingerprint)).toEqual(before);
    }
    expect((await checkout.mustRun("up")).stderr).toMatch(/^nothing changed in /);
  });

  it("refuses a change that would leave the data behind", async () => {
    const before = await checkout.query(fingerprint);
    for (const [key, value] of [
      ["adminUser", "root_admin"],
      ["database", "other_db"],
    ] as const) {
      configure({ memory: "768MB", [key]: value });
      const { code, stderr } = await checkout.pgstack("up");
      expect(code).toBe(1);
      expect(stderr).toContain(`pgstack:${key}: cannot change from `);
    }
    configure({ memory: "768MB", server: "embedded" });
    const { stderr } = await checkout.pgstack("up");
    expect(stderr).toContain(`stack dev has its data on the ${kind} server, and the setting says embedded`);
    configure({ memory: "768MB" });
    await checkout.mustRun("up");
    expect(await checkout.query(fingerprint)).toEqual(before);
  });
});

async function freePort(): Promise<number> {
  const { createServer } = await import("node:net");
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}
