import type pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { fixAccess } from "../../../operations/access/fix-access.ts";
import { disagreements, tryMatrix } from "../../access/try-matrix.ts";
import { hasPostgres, needsPostgres } from "../../native/test-postgres.ts";
import { embeddedServer } from "../embedded-server.ts";
import { accessModel, makeObjects, passwordOf } from "./access-model.ts";
import { adminServer, database } from "./admin-server.ts";

/** A server with everything of the declaration, and a way to log in. */
interface MatrixServer {
  readonly admin: pg.Client;
  login(role: string): Promise<pg.Client>;
  stop(): Promise<void>;
}

const servers = [
  {
    kind: "embedded",
    needs: () => undefined,
    able: true,
    async start(): Promise<MatrixServer> {
      const { client, config, stop } = await embeddedServer();
      for (const sql of makeObjects) await client.query(sql);
      const { Client } = (await import("pg")).default;
      const login = async (role: string) => {
        const own = new Client({ ...config, user: role, password: passwordOf(role) });
        await own.connect();
        return own;
      };
      return { admin: client, login, stop };
    },
  },
  {
    kind: "native",
    needs: needsPostgres,
    able: hasPostgres,
    async start(): Promise<MatrixServer> {
      const { admin, connect, remove } = await adminServer();
      const login = (role: string) => connect({ user: role, password: passwordOf(role), database });
      return { admin, login, stop: remove };
    },
  },
];

describe.each(servers)(
  "every verb on every sort of object, on the $kind server",
  ({ needs, able, start }) => {
    let server: MatrixServer;
    const as = async <T>(role: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
      const client = await server.login(role);
      try {
        return await work(client);
      } finally {
        await client.end();
      }
    };

    beforeEach(needs);
    beforeAll(async () => {
      if (!able) return;
      server = await start();
      await fixAccess(server.admin, accessModel);
    });
    afterAll(() => server?.stop());

    it("ends as the model says, and as the matrix says", async () => {
      const tried = await tryMatrix(server.admin, accessModel, as);
      expect(disagreements(tried)).toEqual([]);
      expect(tried).toHaveLength(4 * 61);
      const outcomes = Map.groupBy(tried, ({ outcome }) => outcome);
      expect([...outcomes.keys()].sort()).toEqual(["42501", "42809", "42P01", "done"]);
    });

    it("sees in the matrix what was given by hand, and tries it", async () => {
      await server.admin.query(
        "GRANT DELETE ON shop.orders TO reader; REVOKE INSERT ON audit.events FROM app",
      );
      expect(disagreements(await tryMatrix(server.admin, accessModel, as))).toEqual([
        {
          what: 'app: INSERT INTO "audit"."events" ("id") SELECT NULL WHERE false',
          model: "done",
          catalog: "42501",
          outcome: "42501",
        },
        {
          what: 'reader: DELETE FROM "shop"."orders" WHERE false',
          model: "42501",
          catalog: "done",
          outcome: "done",
        },
      ]);
      await fixAccess(server.admin, accessModel);
      expect(disagreements(await tryMatrix(server.admin, accessModel, as))).toEqual([]);
    });

    it("counts in the matrix what comes by a predefined role, a group, PUBLIC and the option to pass on", async () => {
      await server.admin.query(
        "GRANT pg_read_all_data TO monitor; GRANT app TO reader; GRANT INSERT ON audit.events TO PUBLIC; GRANT DELETE ON shop.orders TO reader WITH GRANT OPTION",
      );
      const tried = await tryMatrix(server.admin, accessModel, as);
      expect(tried.filter(({ catalog, outcome }) => catalog !== outcome)).toEqual([]);
      const more = tried.filter(({ model, outcome }) => model === "42501" && outcome !== "42501");
      const roles = Map.groupBy(more, ({ what }) => what.split(":", 1)[0]);
      expect([...roles].map(([role, all]) => [role, all.length])).toEqual([
        ["reader", 28],
        ["monitor", 13],
      ]);
      const { after } = await fixAccess(server.admin, accessModel);
      expect(after.findings).toEqual([]);
    });

    it("shows roles the rows that are theirs, and masked columns to nobody they are hidden from", async () => {
      await server.admin.query(
        "SET ROLE own; INSERT INTO shop.orders VALUES (1, 'reader'), (2, 'app'); INSERT INTO shop.customers (name, email) VALUES ('A', 'a@b.example'); RESET ROLE",
      );
      const rows = (role: string, sql: string) =>
        as(role, async (client) => (await client.query(sql)).rows as unknown[]).catch(
          (error: { code?: string }) => error.code,
        );
      expect(await rows("reader", "SELECT id FROM shop.orders")).toEqual([{ id: "1" }]);
      expect(await rows("app", "SELECT id FROM shop.orders ORDER BY 1")).toEqual([{ id: "1" }, { id: "2" }]);
      expect(await rows("monitor", "SELECT id FROM shop.orders")).toBe("42501");
      expect(await rows("reader", "SELECT name FROM shop.customers")).toEqual([{ name: "A" }]);
      expect(await rows("reader", "SELECT email FROM shop.customers")).toBe("42501");
      expect(await rows("app", "SELECT email FROM shop.customers")).toEqual([{ email: "a@b.example" }]);
    });

    it("lets nobody refer to another's table", async () => {
      await server.admin.query(
        "CREATE SCHEMA room AUTHORIZATION app; ALTER TABLE shop.orders ADD UNIQUE (id); SET ROLE app; CREATE TABLE room.mine (id bigint); RESET ROLE",
      );
      const refer = "ALTER TABLE room.mine ADD FOREIGN KEY (id) REFERENCES shop.orders (id)";
      await expect(as("app", (client) => client.query(refer))).rejects.toMatchObject({ code: "42501" });
      await server.admin.query("GRANT REFERENCES ON shop.orders TO app");
      await as("app", (client) => client.query(refer));
      await server.admin.query("DROP SCHEMA room CASCADE; REVOKE REFERENCES ON shop.orders FROM app");
    });
  },
);
