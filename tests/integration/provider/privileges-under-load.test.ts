import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { hasPostgres, needsPostgres } from "../../native/test-postgres.ts";
import { until } from "../embedded/test-server.ts";
import { type AccessServer, accessServer } from "./access-server.ts";
import { StatementLoad } from "./statement-load.ts";

const clients = 20;
/** Changes of the model that one run makes. */
const changes = 12;
/** At most: the baseline is ended by its first failure. */
const baselineChanges = 500;

/** Both let the application read and insert. */
const models = [
  [{ role: "app", tables: ["SELECT", "INSERT", "DELETE"] }],
  [
    { role: "app", tables: ["SELECT", "INSERT", "UPDATE"] },
    { role: "reader", tables: ["SELECT"] },
  ],
];

describe("privileges on a server that 20 clients work on", () => {
  let server: AccessServer;
  const tables: string[] = [];

  beforeAll(async () => {
    if (!hasPostgres) return;
    server = await accessServer("native");
    await server.admin.query("SET ROLE own");
    for (let n = 0; n < 20; n++) await addTable();
    await server.admin.query("RESET ROLE");
  });
  beforeEach(needsPostgres);
  afterAll(() => server?.[Symbol.asyncDispose]());

  async function addTable(): Promise<void> {
    const table = `app.t${tables.length}`;
    await server.admin.query(`CREATE TABLE ${table} (a int)`);
    tables.push(table);
  }

  const inputs = (at: number) => ({
    schema: "app",
    owner: "own",
    creators: ["own", "migrator", server.boss],
    grants: models[at % 2],
  });

  async function load(): Promise<StatementLoad> {
    const opened = await Promise.all(Array.from({ length: clients }, () => server.as("app")));
    return new StatementLoad(opened, (turn) => {
      const table = tables[turn % tables.length];
      return turn % 3 === 0
        ? `INSERT INTO ${table} VALUES (1)`
        : `SELECT count(*) FROM (SELECT FROM ${table} LIMIT 1) AS one_row`;
    });
  }

  it("change and tables are added without one failed statement", async () => {
    await server.plugIn.create("Privileges", inputs(0));
    await using running = await load();
    for (let change = 1; change <= changes; change++) {
      await server.plugIn.update("Privileges", "app", inputs(change - 1), inputs(change));
      // Of whichever creator: the application works on it in the moment it is there.
      await server.admin.query(change % 2 === 0 ? "SET ROLE own" : "RESET ROLE");
      await addTable();
      await server.admin.query("RESET ROLE");
      await running.more(200);
    }
    expect(running.failures).toEqual([]);
    expect(running.done).toBeGreaterThanOrEqual(changes * 200);
  });

  it("fail statements when a grant is deleted before it is made again, as @pulumi/postgresql's Grant does", async () => {
    await using running = await load();
    const all = tables.join(", ");
    // What its replacement sends, each in a transaction of its own: Delete of the old, then Create of the new.
    const replace = [
      `BEGIN; REVOKE ALL PRIVILEGES ON TABLE ${all} FROM app; COMMIT`,
      `BEGIN; REVOKE ALL PRIVILEGES ON TABLE ${all} FROM app; GRANT SELECT, INSERT ON TABLE ${all} TO app; COMMIT`,
    ];
    for (let change = 0; change < baselineChanges && running.failures.length === 0; change++) {
      for (const statements of replace) await server.admin.query(statements);
    }
    expect(running.failures[0]).toMatch(/^42501 permission denied for table t\d+$/);
  });

  it("wait for a GRANT by hand on the same table, and are applied over it", async () => {
    await server.plugIn.update("Privileges", "app", inputs(1), inputs(1));
    const byHand = await server.as("migrator");
    try {
      await byHand.query("SET ROLE own; BEGIN; GRANT TRIGGER ON app.people TO outsider");
      const update = server.plugIn.update("Privileges", "app", inputs(1), inputs(2));
      await until(async () => {
        const { rows } = await server.admin.query(
          "SELECT FROM pg_stat_activity WHERE application_name = 'pgstack provider' AND wait_event_type = 'Lock'",
        );
        return rows.length === 1;
      });
      // What waits for it meets "tuple concurrently updated".
      await byHand.query("COMMIT");
      expect((await update).differences).toEqual([]);
    } finally {
      await byHand.end();
    }
    const held = "SELECT has_table_privilege('outsider', 'app.people', 'TRIGGER') AS has";
    expect((await server.admin.query(held)).rows).toEqual([{ has: false }]);
    expect(await server.tries("app", "DELETE FROM app.people WHERE false")).toEqual([]);
  });

  it("are changed by many resources at once, of roles and schemas that have rows of the catalog in common", async () => {
    const schemas = ["s1", "s2", "s3", "s4", "s5", "s6"];
    for (const schema of schemas) await server.admin.query(`CREATE SCHEMA ${schema} AUTHORIZATION own`);
    const all = { ...inputs(0), grants: models[1] };
    const members = { own: [], migrator: ["own"], app: [], reader: [], outsider: [] };
    const made = await Promise.all([
      ...schemas.map((schema) => server.plugIn.create("Privileges", { ...all, schema })),
      server.plugIn.create("DatabasePrivileges", { connect: ["app", "migrator", "reader", "outsider"] }),
      server.plugIn.create("Memberships", { members }),
      ...["app", "reader"].map((role) =>
        server.plugIn.create("RoleSettings", { role, settings: { jit: false } }),
      ),
    ]);
    expect(made.map(({ outputs }) => outputs.differences)).toEqual(made.map(() => []));
  });
});
