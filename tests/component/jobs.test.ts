import { describe, expect, it } from "vitest";
import { Database } from "../../components/database/database.ts";
import { objectsByPlugIn } from "../../components/database/objects-by-plug-in.ts";
import { EmbeddedPostgres } from "../../components/server/embedded-postgres.ts";
import { NativePostgres } from "../../components/server/native-postgres.ts";
import type { PostgresServer } from "../../components/server/postgres-server.ts";
import type { DatabaseModel } from "../../model/database-model.ts";
import { refreshView } from "../../sql/materialized-view/refresh-view.ts";
import { registered } from "./mocks.ts";

const model: DatabaseModel = {
  extensions: [],
  roles: [
    { name: "own", comment: "" },
    { name: "worker", comment: "", login: true },
  ],
  schemas: [
    {
      name: "shop",
      owner: "own",
      comment: "",
      grants: [],
      indexes: [
        { name: "daily_total_idx", table: "daily", keys: [{ column: "total" }] },
        { name: "orders_day_idx", table: "orders", keys: [{ column: "day" }] },
      ],
      materializedViews: [
        {
          name: "daily",
          query: "SELECT day, sum(total) AS total FROM orders GROUP BY day",
          key: ["day"],
          comment: "a row a day",
          refresh: { schedule: "0 * * * *", maxAge: "2h" },
        },
        { name: "best", query: "SELECT max(total) AS total FROM daily" },
      ],
    },
  ],
  jobs: [{ name: "tidy up", schedule: "0 3 * * *", command: "SELECT 1", role: "worker" }],
};

function embedded(): PostgresServer {
  const args = { stack: "dev", port: 25000, dataFolder: "d", database: "d", adminUser: "boss", memory: 1 };
  return new EmbeddedPostgres("server", args);
}

function native({ untrusted = [] }: { untrusted?: readonly string[] } = {}): PostgresServer {
  return new NativePostgres("server", {
    stack: "dev",
    bin: "/bin",
    majorVersion: 17,
    port: 25000,
    dataFolder: "data",
    socketFolder: "/run/pgstack",
    database: "d",
    adminUser: "boss",
    parameters: {
      staticParameters: { shared_preload_libraries: "'pgaudit,pg_cron'" },
      dynamicParameters: {},
    },
    replicas: [],
    synchronous: false,
    rotations: { passwords: 1, certificates: 1 },
    untrusted,
  });
}

function declared(server: () => PostgresServer, changed: Partial<DatabaseModel> = {}) {
  return registered(() => {
    new Database("database", {
      server: server(),
      model: { ...model, ...changed },
      makeObjects: objectsByPlugIn,
      migrationsFolder: "migrations",
    });
  });
}
const ofType = async (type: string, made: ReturnType<typeof registered>) =>
  (await made).filter((resource) => resource.type === `pgstack:index:${type}`);
const tables = ["shop-migrations"];

describe("jobs of a database", () => {
  it("are scheduled in the database postgres, and run in the declared one", async () => {
    const resources = await declared(native);
    const connection = resources.find(({ name }) => name === "database-scheduler");
    expect(connection?.inputs).toMatchObject({ database: "postgres", user: "boss" });
    const jobs = resources
      .filter(({ type }) => type === "pgstack:index:Job")
      .sort((a, b) => a.name.localeCompare(b.name));
    const { comment } = model.schemas[0]?.materializedViews?.[0] ?? {};
    expect(jobs.map(({ name, inputs }) => ({ resource: name, ...inputs }))).toEqual([
      {
        resource: "database-run-history",
        name: "pgstack: purge run history",
        schedule: "17 3 * * *",
        command:
          "DELETE FROM cron.job_run_details WHERE coalesce(end_time, start_time) < now() - interval '30 days'",
        database: "postgres",
      },
      {
        resource: "shop-daily-refresh",
        name: "refresh shop.daily",
        schedule: "0 * * * *",
        command: refreshView({ schema: "shop", name: "daily", comment }),
        database: "d",
      },
      {
        resource: "tidy up-job",
        name: "tidy up",
        schedule: "0 3 * * *",
        command: "SELECT 1",
        role: "worker",
        database: "d",
      },
    ]);
    for (const { options } of jobs) expect(options.provider).toBe("database-scheduler");
    const [, refresh, tidy] = jobs.map(({ options }) => options.dependsOn ?? []);
    const ready = ["database-pg_cron", "worker", "database-privileges"];
    expect(refresh).toEqual(expect.arrayContaining([...ready, "shop-daily", "shop-daily_total_idx"]));
    expect(tidy).toEqual(expect.arrayContaining([...ready, "shop-daily-refresh", "shop-privileges"]));
  });

  it("come with pg_cron, which stays when they go", async () => {
    const [extension] = (await ofType("Extension", declared(native))).filter(
      ({ name }) => name === "database-pg_cron",
    );
    expect(extension?.inputs).toEqual({ name: "pg_cron", schema: "pg_catalog" });
    expect(extension?.options).toMatchObject({ provider: "database-scheduler", retainOnDelete: true });
  });

  it("are not made where none is declared", async () => {
    const schemas = model.schemas.map(({ materializedViews: _, ...schema }) => schema);
    const names = (await declared(native, { jobs: [], schemas })).map(({ name }) => name);
    expect(names).not.toContain("database-scheduler");
    expect(names).not.toContain("database-pg_cron");
    expect(names).not.toContain("database-run-history");
  });

  it.each([
    ["the embedded server", embedded],
    ["a server whose pg_cron is a superuser's", () => native({ untrusted: ["pg_cron"] })],
  ])("are not made on %s, and all else is", async (_what, server) => {
    const resources = await declared(server);
    expect(resources.filter(({ type }) => type === "pgstack:index:Job")).toEqual([]);
    const names = resources.map(({ name }) => name);
    expect(names).not.toContain("database-pg_cron");
    expect(names).toEqual(expect.arrayContaining(["shop-daily", "shop-best", "shop-privileges"]));
  });
});

describe("materialized views of a schema", () => {
  it("are made after its tables, and one of another after that one", async () => {
    const views = await ofType("MaterializedView", declared(embedded));
    expect(views.map(({ name, inputs, options }) => ({ name, inputs, after: options.dependsOn }))).toEqual([
      {
        name: "shop-daily",
        inputs: {
          schema: "shop",
          name: "daily",
          owner: "own",
          query: "SELECT day, sum(total) AS total FROM orders GROUP BY day",
          key: ["day"],
          comment: "a row a day",
          maxAge: "2h",
        },
        after: tables,
      },
      {
        name: "shop-best",
        inputs: {
          schema: "shop",
          name: "best",
          owner: "own",
          query: "SELECT max(total) AS total FROM daily",
        },
        after: ["shop-daily", ...tables],
      },
    ]);
  });

  it("are made after views whose names are no words of ASCII", async () => {
    const materializedViews = [
      { name: "daily-sales", query: "SELECT 1 AS a" },
      { name: "Umsätze", query: 'SELECT a FROM "daily-sales"' },
      { name: "best", query: 'SELECT max(a) FROM "Umsätze"' },
    ];
    const schemas = model.schemas.map((schema) => ({ ...schema, materializedViews }));
    const views = await ofType("MaterializedView", declared(embedded, { schemas }));
    expect(Object.fromEntries(views.map(({ name, options }) => [name, options.dependsOn]))).toEqual({
      "shop-daily-sales": tables,
      "shop-Umsätze": ["shop-daily-sales", ...tables],
      "shop-best": ["shop-Umsätze", ...tables],
    });
  });

  it("are made after what an earlier schema holds that their query names, and its owner may read it", async () => {
    const reports = {
      ...{ name: "reports", owner: "own", comment: "", grants: [], indexes: [] },
      materializedViews: [
        { name: "all_orders", query: "SELECT count(*) FROM shop.orders" },
        { name: "nothing", query: "SELECT 1 AS a" },
      ],
    };
    const schemas = [...model.schemas, reports];
    const views = await ofType("MaterializedView", declared(embedded, { schemas }));
    const after = Object.fromEntries(views.map(({ name, options }) => [name, options.dependsOn]));
    expect(after["reports-all_orders"]).toEqual(
      expect.arrayContaining(["reports-migrations", "shop-migrations", "shop-daily", "shop-privileges"]),
    );
    expect(after["reports-nothing"]).toEqual(["reports-migrations"]);
  });

  it("go before their own indexes and the privileges, and no other index", async () => {
    const made = declared(embedded);
    const after = Object.fromEntries(
      [...(await ofType("Index", made)), ...(await ofType("Privileges", made))].map(({ name, options }) => [
        name,
        options.dependsOn,
      ]),
    );
    expect(after).toEqual({
      "shop-daily_total_idx": ["shop-daily", ...tables],
      "shop-orders_day_idx": tables,
      "shop-privileges": ["server", "shop-best", "shop-daily", ...tables],
    });
  });

  it("tell their own indexes and the privileges when they were made again, and no other index", async () => {
    const made = declared(embedded);
    const told = [...(await ofType("Index", made)), ...(await ofType("Privileges", made))].map(
      ({ name, inputs: { incarnation, incarnations } }) => [name, incarnation ?? incarnations],
    );
    expect(Object.fromEntries(told)).toEqual({
      "shop-daily_total_idx": "daily-1",
      "shop-orders_day_idx": undefined,
      "shop-privileges": { daily: "daily-1", best: "best-1" },
    });
  });

  it("let their owner make temporary tables, which a refresh beside readers takes", async () => {
    const [privileges] = await ofType("DatabasePrivileges", declared(embedded));
    expect(privileges?.inputs).toMatchObject({ temporary: ["own"] });
  });
});
