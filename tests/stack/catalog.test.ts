import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { database } from "../../model/database.ts";
import { checkAccess } from "../../operations/access/check-access.ts";
import type { ServerKind } from "../../settings/settings.ts";
import { disagreements, tryMatrix } from "../access/try-matrix.ts";
import { catalogDifference } from "./catalog/catalog-difference.ts";
import { changesByHand } from "./catalog/changes-by-hand.ts";
import { driftByHand, driftBySuperuser } from "./catalog/drift-by-hand.ts";
import { canRun, needsServer } from "./catalog/needs-server.ts";
import { StackOn } from "./catalog/stack-on.ts";
import { type Right, rights, rightsOn } from "./rights.ts";

const kinds: readonly ServerKind[] = ["embedded", "native", "docker"];
const pairs: [ServerKind, ServerKind][] = [
  ["embedded", "native"],
  ["embedded", "docker"],
  ["native", "docker"],
];

describe("the same declaration on embedded, native and docker", () => {
  const stacks = new Map<ServerKind, StackOn>();
  const stackOn = (kind: ServerKind): StackOn => {
    const stack = stacks.get(kind);
    if (stack === undefined) throw new Error(`the ${kind} server is not up`);
    return stack;
  };

  const model = database({ foreignKeyIndexes: false, embeddingDimensions: 384 });
  /** What differs from the model, as the administrator sees it. */
  const access = (kind: ServerKind) =>
    stackOn(kind).as(stackOn(kind).outputs.admin.user, (admin) => checkAccess(admin, model));

  beforeAll(async () => {
    for (const kind of kinds.filter(canRun)) {
      stacks.set(kind, new StackOn(kind));
      await stackOn(kind).up();
    }
  });
  afterAll(() => Promise.all([...stacks.values()].map((stack) => stack[Symbol.asyncDispose]())));

  it.for(pairs)("leaves the same catalog on %s and %s", async ([left, right], context) => {
    needsServer(context, left);
    needsServer(context, right);
    const one = { name: left, catalog: await stackOn(left).catalog() };
    const other = { name: right, catalog: await stackOn(right).catalog() };
    expect(catalogDifference(one, other)).toEqual([]);

    const catalog = await stackOn(right).catalogWith(
      "GRANT TRUNCATE ON rag.conversations TO mcp_app",
      "REVOKE TRUNCATE ON rag.conversations FROM mcp_app",
    );
    expect(catalogDifference(one, { name: right, catalog })).toEqual([
      `table rag.conversations: mcp_app TRUNCATE: ${left} nothing, ${right} "granted"`,
    ]);
  });

  it("compares every sort of thing that is declared", async () => {
    const catalog = await stackOn("embedded").catalog();
    const sorts = new Set([...catalog.keys()].map((object) => object.split(" ", 1)[0]));
    expect([...sorts].sort()).toEqual([
      "column",
      "constraint",
      "database",
      "extension",
      "index",
      "later",
      "membership",
      "place",
      "role",
      "rows",
      "schema",
      "sequence",
      "settings",
      "table",
      "there",
    ]);
    expect(catalog.get("rows of commerce.orders")).toMatchObject({ count: 10_000 });
  });

  it.for(changesByHand)("sees a change by hand: $change", async ({ change, undo, seen }) => {
    const before = { name: "before", catalog: await stackOn("embedded").catalog() };
    const after = { name: "after", catalog: await stackOn("embedded").catalogWith(change, undo) };
    expect(catalogDifference(before, after)).toEqual(
      seen.map((line) => (typeof line === "string" ? line : expect.stringMatching(line))),
    );
    expect(
      catalogDifference(before, { name: "after", catalog: await stackOn("embedded").catalog() }),
    ).toEqual([]);
  });

  describe.for(kinds)("on %s", (kind) => {
    const attempt = (role: string, sql: string) =>
      stackOn(kind).as(role, async (client) => {
        // A role's settings are no rights: it may change them, and must be refused all the same.
        await client.query("SET default_transaction_read_only = off");
        return client.query(sql).then(
          () => undefined,
          (error: { code?: string }) => error.code,
        );
      });

    it.for(Object.keys(rights))("lets %s do what it may and no more", async (role, context) => {
      needsServer(context, kind);
      const expected = rightsOn(kind, role);
      const found: Right[] = [];
      for (const { sql, refused } of expected) {
        // Nothing that is allowed stays; what is refused is so without a transaction, which some of it may not be in.
        const code = await attempt(role, refused === undefined ? `BEGIN; ${sql}; ROLLBACK` : sql);
        found.push({ sql, ...(code !== undefined && { refused: code }) });
      }
      expect(found).toEqual(expected);
    });

    it("lets every role do with every object what the model and the matrix say", async (context) => {
      needsServer(context, kind);
      const { outputs } = stackOn(kind);
      const tried = await stackOn(kind).as(outputs.admin.user, (admin) =>
        tryMatrix(admin, model, (role, work) => stackOn(kind).as(role, work)),
      );
      expect(disagreements(tried)).toEqual([]);
      expect(tried.length).toBeGreaterThan(300);
    });

    it("is as declared, by its catalog, as far as its administrator sees", async (context) => {
      needsServer(context, kind);
      const report = await access(kind);
      expect(report.findings).toEqual([]);
      expect(report.unseen).toHaveLength(kind === "embedded" ? 0 : 1);
    });

    it.for(["mcp_app", "mcp_readonly"])("lets %s pass nothing on", async (role, context) => {
      needsServer(context, kind);
      const before = { name: "before", catalog: await stackOn(kind).catalog() };
      // A warning, and no error: PostgreSQL grants as much as the role may, which is nothing.
      expect(await attempt(role, "GRANT SELECT ON commerce.orders TO PUBLIC")).toBe(undefined);
      const after = { name: "after", catalog: await stackOn(kind).catalog() };
      expect(catalogDifference(before, after)).toEqual([]);
    });

    it("takes back what was changed by hand", async (context) => {
      needsServer(context, kind);
      const before = { name: "before", catalog: await stackOn(kind).catalog() };
      await stackOn(kind).as(stackOn(kind).outputs.admin.user, async (client) => {
        await client.query(driftByHand);
        if (stackOn(kind).outputs.server.capabilities.superuser) await client.query(driftBySuperuser);
      });
      await stackOn(kind).bySuperuser(
        "ALTER ROLE mcp_reader SUPERUSER CREATEDB; ALTER ROLE mcp_monitor BYPASSRLS",
      );
      const found = await access(kind);
      expect(found.findings.filter(({ key }) => /^role\/mcp_(reader|monitor)\//.test(key))).toMatchObject([
        { key: "role/mcp_monitor/BYPASSRLS", mender: kind === "embedded" ? "fix" : "up" },
        { key: "role/mcp_reader/SUPERUSER", mender: kind === "embedded" ? "fix" : "up" },
        { key: "role/mcp_reader/CREATEDB", mender: kind === "embedded" ? "fix" : "up" },
      ]);
      await stackOn(kind).refresh();
      const after = { name: "after", catalog: await stackOn(kind).catalog() };
      expect((await access(kind)).findings).toEqual([]);
      expect(catalogDifference(before, after)).toEqual([]);
    });

    it("lets nobody log in as the owner", async (context) => {
      needsServer(context, kind);
      const login = stackOn(kind).as("mcp_owner", async () => undefined);
      await expect(login).rejects.toMatchObject({ code: "28P01" });
    });
  });

  it("leaves the same catalog when the declaration changes", async (context) => {
    const running = kinds.filter(canRun).map(stackOn);
    const [first, ...others] = running;
    if (first === undefined) throw new Error("no server is up");
    for (const stack of running) await stack.upChanged();
    const one = { name: first.kind, catalog: await first.catalog() };
    expect(one.catalog.has("role mcp_readonly")).toBe(false);
    for (const stack of others) {
      const other = { name: stack.kind, catalog: await stack.catalog() };
      expect(catalogDifference(one, other)).toEqual([]);
    }
    // With no other server there was nothing to compare with.
    for (const kind of kinds) needsServer(context, kind);
  });
});
