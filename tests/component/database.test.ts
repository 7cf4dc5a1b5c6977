import { describe, expect, it } from "vitest";
import { Database } from "../../components/database/database.ts";
import { objectsByPlugIn } from "../../components/database/objects-by-plug-in.ts";
import { EmbeddedPostgres } from "../../components/server/embedded-postgres.ts";
import { database as declaredDatabase } from "../../model/database.ts";
import { registered } from "./mocks.ts";
import { resolved } from "./values.ts";

const server = {
  stack: "dev",
  port: 25000,
  dataFolder: "data",
  database: "d",
  adminUser: "admin",
  memory: 1,
};

/** Type tokens with the package left out, and names. */
async function declared(
  options: { foreignKeyIndexes?: boolean; demoData?: { scale: number; seed: number } } = {},
) {
  return registered(() => {
    const model = declaredDatabase({
      foreignKeyIndexes: options.foreignKeyIndexes ?? false,
      embeddingDimensions: 384,
    });
    new Database("database", {
      server: new EmbeddedPostgres("server", server),
      model,
      makeObjects: objectsByPlugIn,
      migrationsFolder: "migrations",
      demoData: options.demoData,
    });
  });
}

describe("EmbeddedPostgres", () => {
  it("declares a process with what it is given", async () => {
    const resources = await declared();
    expect(resources.find(({ type }) => type === "pgstack:index:EmbeddedServer")).toEqual({
      type: "pgstack:index:EmbeddedServer",
      name: "server",
      inputs: server,
      options: { parent: "server", provider: "server-process" },
    });
  });

  it("fills the contract", async () => {
    let embedded: EmbeddedPostgres | undefined;
    await registered(() => {
      embedded = new EmbeddedPostgres("server", server);
    });
    expect(await resolved(embedded?.identity)).toBe("7/1");
    expect(await resolved(embedded?.adminCredential)).toBe("file:admin");
    expect(embedded?.capabilities.concurrentSessions).toBe(false);
    expect(embedded?.maxConnections).toBe(1);
  });
});

describe("Database", () => {
  it("declares exactly what the model says", async () => {
    const resources = await declared();
    const names = resources
      .filter(({ type }) => !type.includes("providers") && !type.includes("pulumi:pulumi"))
      .map(({ type, name }) => `${type.slice("pgstack:index:".length)} ${name}`);
    expect(names.sort()).toEqual([
      "Database database",
      "DatabasePrivileges database-privileges",
      "DatabaseSchema commerce-schema",
      "DatabaseSchema rag-schema",
      "EmbeddedPostgres server",
      "EmbeddedServer server",
      "Extension vector",
      "ExtensionVersions database-extensions",
      "Index commerce-orders_customer_id_created_at_idx",
      "Index rag-conversation_chunks_embedding_idx",
      "Index rag-conversation_chunks_metadata_idx",
      "Memberships database-memberships",
      "Migrations commerce-migrations",
      "Migrations rag-migrations",
      "Privileges commerce-privileges",
      "Privileges rag-privileges",
      "Role mcp_app",
      "Role mcp_migrator",
      "Role mcp_monitor",
      "Role mcp_owner",
      "Role mcp_reader",
      "Role mcp_readonly",
      "RoleSettings mcp_app-settings",
      "RoleSettings mcp_migrator-settings",
      "RoleSettings mcp_monitor-settings",
      "RoleSettings mcp_owner-settings",
      "RoleSettings mcp_reader-settings",
      "RoleSettings mcp_readonly-settings",
      "Schema commerce",
      "Schema rag",
    ]);
  });

  it("makes groups before their members, however the model orders them", async () => {
    const resources = await registered(() => {
      const roles = [
        { name: "b", comment: "", memberOf: ["a"] },
        { name: "a", comment: "" },
      ];
      const model = { extensions: [], roles, schemas: [] };
      new Database("database", {
        server: new EmbeddedPostgres("server", server),
        model,
        makeObjects: objectsByPlugIn,
        migrationsFolder: "m",
      });
    });
    const names = resources.filter(({ type }) => type === "pgstack:index:Role").map(({ name }) => name);
    expect(names).toEqual(["a", "b"]);
  });

  it("connects by reference, with no secret in the provider", async () => {
    const resources = await declared();
    const connection = resources.find(({ name }) => name === "database-connection");
    expect(connection?.inputs).toEqual({
      host: "127.0.0.1",
      port: "25000",
      database: "d",
      user: "admin",
      credential: "file:admin",
      tls: "disable",
      maxConnections: "1",
      serverIdentity: "7/1",
    });
  });

  it("tells the plug-in how many indexes it may build at once", async () => {
    const resources = await registered(() => {
      new Database("database", {
        server: new EmbeddedPostgres("server", server),
        model: { extensions: [], roles: [], schemas: [] },
        makeObjects: objectsByPlugIn,
        migrationsFolder: "m",
        indexBuilds: 3,
      });
    });
    expect(resources.find(({ name }) => name === "database-connection")?.inputs.indexBuilds).toBe("3");
  });

  it("adds the two indexes left out on purpose when asked to", async () => {
    const names = (await declared({ foreignKeyIndexes: true })).map(({ name }) => name);
    expect(names).toContain("commerce-order_items_order_id_idx");
    expect(names).toContain("commerce-order_items_product_id_idx");
  });

  it("loads demo data only when asked to", async () => {
    const resources = await declared({ demoData: { scale: 2, seed: 7 } });
    expect(resources.filter(({ type }) => type === "pgstack:index:DemoData")).toEqual([
      {
        type: "pgstack:index:DemoData",
        name: "commerce-demo-data",
        inputs: { schema: "commerce", scale: 2, seed: 7 },
        // Emptying its tables changes them, as an index or a privilege does: after all of these.
        options: {
          parent: "database",
          provider: "database-connection",
          dependsOn: [
            "commerce-migrations",
            "commerce-orders_customer_id_created_at_idx",
            "commerce-privileges",
          ],
          deletedWith: "server",
        },
      },
    ]);
  });

  it("makes partitions after the tables, and before what is on all of them", async () => {
    const resources = await registered(() => {
      const sets = [
        { table: "events", interval: "month", keep: 12, retired: { schema: "archive" } },
        { table: "numbers", interval: 1_000, from: 0 },
      ] as const;
      const common = { owner: "own", comment: "", grants: [] };
      const index = { name: "events_at_idx", table: "events", keys: [{ column: "at" }] };
      const model = {
        extensions: [
          { name: "hstore", version: "1.8" },
          { name: "vector", version: "latest" },
          { name: "ltree" },
        ],
        roles: [{ name: "own", comment: "" }],
        schemas: [
          { ...common, name: "app", partitions: sets, indexes: [index] },
          { ...common, name: "archive", indexes: [] },
        ],
      };
      new Database("database", {
        server: new EmbeddedPostgres("server", server),
        model,
        makeObjects: objectsByPlugIn,
        migrationsFolder: "m",
      });
    });
    const named = (name: string) => resources.find((resource) => resource.name === name);
    expect(named("app-events-partitions")).toEqual({
      type: "pgstack:index:PartitionSet",
      name: "app-events-partitions",
      inputs: {
        schema: "app",
        table: "events",
        interval: "month",
        keep: 12,
        retired: "move",
        archiveSchema: "archive",
      },
      options: {
        parent: "app-schema",
        provider: "database-connection",
        dependsOn: ["app-migrations"],
        deletedWith: "server",
      },
    });
    expect(named("app-numbers-partitions")?.inputs).toEqual({
      schema: "app",
      table: "numbers",
      interval: "1000",
      from: "0",
    });
    const after = ["app-events-partitions", "app-migrations", "app-numbers-partitions"];
    expect(named("app-events_at_idx")?.options.dependsOn).toEqual(after);
    expect(named("app-privileges")?.options.dependsOn).toEqual([...after, "server"]);
    expect(named("app-migrations")?.options.dependsOn).toContain("archive");
    expect(named("hstore")?.inputs).toEqual({ name: "hstore", version: "1.8" });
    expect(named("vector")?.inputs).toEqual({ name: "vector" });
    expect(named("database-extensions")).toMatchObject({
      inputs: { versions: { hstore: "1.8", vector: "latest", ltree: "any" } },
      options: { parent: "database", dependsOn: ["hstore", "ltree", "vector"] },
    });
  });
});
