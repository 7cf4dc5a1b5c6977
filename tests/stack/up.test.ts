import { existsSync, readFileSync, statSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { StackOutputs } from "../../packages/client/stack-outputs.ts";
import { isPortFree } from "../../settings/is-port-free.ts";
import { Checkout, type Ended } from "./checkout.ts";
import { processesOf } from "./processes.ts";

describe("a stack from nothing to nothing", () => {
  let checkout: Checkout;
  let first: Ended;
  let outputs: StackOutputs;

  beforeAll(async () => {
    checkout = new Checkout();
    first = await checkout.mustRun("up");
    outputs = JSON.parse((await checkout.mustRun("outputs", "--json", "--show-secrets")).stdout);
  });
  afterAll(() => checkout[Symbol.asyncDispose]());

  it("says what was made and how to connect", () => {
    expect(first.stderr).toContain("+ server");
    expect(first.stderr).toMatch(/\n27 created in \d/);
    expect(first.stdout).toContain(`PostgreSQL 18, embedded, at 127.0.0.1:${outputs.port}, database mcp_db`);
    expect(first.stdout).toContain(
      `PGPASSFILE=.pgstack/stacks/dev/pgpass psql -h 127.0.0.1 -p ${outputs.port} -U mcp_app mcp_db`,
    );
  });

  it("says that nothing changed the second time, with and without a refresh", async () => {
    expect((await checkout.mustRun("up")).stderr).toMatch(/^nothing changed in /);
    expect((await checkout.mustRun("up", "--refresh")).stderr).toMatch(/^nothing changed in /);
    expect((await checkout.mustRun("preview", "--expect-no-changes")).stdout).toMatch(/^nothing changed in /);
  });

  it("keeps out of the state where in the checkout resources were declared", () => {
    const state = readFileSync(checkout.path(".pgstack/state/.pulumi/stacks/pgstack/dev.json"), "utf8");
    const { resources } = JSON.parse(state).checkpoint.latest as { resources: object[] };
    expect(resources).toHaveLength(34);
    expect(resources.filter((each) => "sourcePosition" in each || "stackTrace" in each)).toEqual([]);
  });

  it("leaves the checkout clean, and what it remembers private", () => {
    expect(checkout.gitStatus()).toBe("");
    expect(mode(checkout.path(".pgstack"))).toBe(0o700);
    expect(mode(checkout.path(".pgstack/state"))).toBe(0o700);
    expect(mode(checkout.path(".pgstack/passphrase"))).toBe(0o600);
    expect(mode(checkout.path(".pgstack/stacks/dev/pgpass"))).toBe(0o600);
  });

  it("fills the contract of the outputs", () => {
    expect(outputs).toMatchObject({
      contractVersion: 1,
      server: { kind: "embedded", majorVersion: 18, systemIdentifier: expect.stringMatching(/^\d+$/) },
      host: "127.0.0.1",
      database: "mcp_db",
      tls: "disable",
      admin: { user: "mcp_admin", credential: "file:.pgstack/stacks/dev/run/admin.password" },
      readers: [],
      schemas: ["commerce", "rag"],
    });
    expect(Object.keys(outputs.urls).sort()).toEqual([
      "mcp_app",
      "mcp_migrator",
      "mcp_monitor",
      "mcp_reader",
      "mcp_readonly",
    ]);
    expect(outputs.roles.mcp_owner).toEqual({
      login: false,
      comment: "owns every schema; nobody logs in as it",
    });
  });

  it("shows secrets only when asked to", async () => {
    const password = new URL(outputs.urls.mcp_app ?? "").password;
    expect(password).toHaveLength(32);
    const { stdout } = await checkout.mustRun("outputs", "--json");
    expect(stdout).not.toContain(password);
    expect(JSON.parse(stdout).urls.mcp_app).toBe("[secret]");
  });

  it("holds the demo data", async () => {
    const rows = await checkout.query(
      `SELECT (SELECT count(*) FROM commerce.customers) + (SELECT count(*) FROM commerce.products)
            + (SELECT count(*) FROM commerce.orders) + (SELECT count(*) FROM commerce.order_items) AS total`,
    );
    expect(Number(rows[0]?.total)).toBeGreaterThan(38_000);
    expect(Number(rows[0]?.total)).toBeLessThan(42_000);
  });

  it("has the declared indexes, valid, and not those left out on purpose", async () => {
    const rows = await checkout.query(
      `SELECT c.relname AS name, am.amname AS method FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
       JOIN pg_am am ON am.oid = c.relam JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname IN ('commerce', 'rag') AND i.indisvalid AND NOT i.indisunique ORDER BY 1`,
    );
    expect(rows).toEqual([
      { name: "conversation_chunks_embedding_idx", method: "hnsw" },
      { name: "conversation_chunks_metadata_idx", method: "gin" },
      { name: "orders_customer_id_created_at_idx", method: "btree" },
    ]);
  });

  // Each role's rights are in rights.ts, and tried on every server by catalog.test.ts.
  it.each([
    ["mcp_app", "UPDATE commerce.orders SET status = status WHERE false", true],
    ["mcp_app", "SET ROLE mcp_owner", false],
    ["mcp_readonly", "DELETE FROM commerce.orders WHERE false", false],
    ["mcp_owner", "SELECT count(*) FROM rag.conversations", true],
  ])("runs a query as %s, with its rights: %s", async (role, sql, allowed) => {
    const { code, stderr } = await checkout.pgstack("query", "--role", role, sql);
    expect({ code, denied: stderr.includes("SQLSTATE 42501") }).toEqual({
      code: allowed ? 0 : 1,
      denied: !allowed,
    });
  });

  it("changes one setting in place and keeps every row", async () => {
    const [before] = await checkout.query("SELECT count(*) AS rows FROM commerce.orders");
    checkout.configure("dev", { demoData: "true", foreignKeyIndexes: "true" });
    const { stderr } = await checkout.mustRun("up");
    expect(stderr).toMatch(/\n2 created in /);
    expect(await checkout.query("SELECT count(*) AS rows FROM commerce.orders")).toEqual([before]);
  });

  it("refuses a change that would leave the data behind", async () => {
    checkout.configure("dev", { demoData: "true", database: "another" });
    const { code, stderr } = await checkout.pgstack("up");
    expect(code).toBe(1);
    expect(stderr).toContain('cannot change from "mcp_db" to "another" while the server holds data');
    checkout.configure("dev", { demoData: "true", foreignKeyIndexes: "true" });
  });

  it("asks before it deletes data", async () => {
    const { code, stderr } = await checkout.pgstack("destroy");
    expect({ code, asks: stderr.includes("Say so with --yes.") }).toEqual({ code: 1, asks: true });
  });

  it("leaves no process, port, lock or data behind", async () => {
    await checkout.mustRun("destroy", "--yes");
    expect(processesOf(checkout.folder)).toEqual([]);
    expect(await isPortFree(outputs.port)).toBe(true);
    expect(existsSync(checkout.path(".pgstack/stacks/dev"))).toBe(false);
    expect(existsSync(checkout.path(".pgstack/data/dev"))).toBe(false);
    expect((await checkout.pgstack("outputs")).code).toBe(1);
  });
});

function mode(path: string): number {
  return statSync(path).mode & 0o777;
}
