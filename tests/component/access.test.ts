import { describe, expect, it } from "vitest";
import { Database, type DatabaseArgs } from "../../components/database/database.ts";
import { objectsByPlugIn } from "../../components/database/objects-by-plug-in.ts";
import { EmbeddedPostgres } from "../../components/server/embedded-postgres.ts";
import type { DatabaseModel } from "../../model/database-model.ts";
import { type Registered, registered } from "./mocks.ts";

const server = { stack: "dev", port: 1, dataFolder: "data", database: "d", adminUser: "boss", memory: 1 };
const model: DatabaseModel = {
  access: { temporary: ["app"], publicSchema: ["app"] },
  extensions: [{ name: "vector" }],
  roles: [
    { name: "own", comment: "" },
    { name: "migrator", comment: "", login: true, memberOf: ["own"] },
    { name: "app", comment: "", login: true, settings: { statement_timeout: "5s", search_path: ["shop"] } },
    { name: "monitor", comment: "", login: true, credential: "iam", memberOf: ["pg_monitor"] },
    { name: "local", comment: "", login: true, credential: "none" },
  ],
  schemas: [
    {
      name: "shop",
      owner: "own",
      comment: "",
      grants: [{ role: "app", tables: ["SELECT"] }],
      masks: [{ table: "people", columns: ["email"], hiddenFrom: ["app"] }],
      rowSecurity: [{ table: "people" }],
      policies: [{ table: "people", name: "own", using: "true" }],
      indexes: [{ name: "people_idx", table: "people", keys: [{ column: "id" }] }],
    },
    { name: "plain", owner: "own", comment: "", grants: [], indexes: [] },
  ],
};

async function declared(changes: Partial<DatabaseArgs> = {}): Promise<Registered[]> {
  return registered(() => {
    const args = { model, makeObjects: objectsByPlugIn, migrationsFolder: "m", ...changes };
    new Database("database", { server: new EmbeddedPostgres("server", server), ...args });
  });
}

function one(resources: readonly Registered[], type: string, name: string): Registered {
  const found = resources.filter((each) => each.type === `pgstack:index:${type}` && each.name === name);
  expect(found).toHaveLength(1);
  return found[0] as Registered;
}

const all = ["app", "database-extensions", "local", "migrator", "monitor", "own", "vector"];
const onServer = { parent: "database", provider: "database-connection", deletedWith: "server" };

describe("access to a database", () => {
  it("lets roles that log in connect, and nobody else", async () => {
    const { inputs, options } = one(await declared(), "DatabasePrivileges", "database-privileges");
    expect(inputs).toEqual({
      connect: ["migrator", "app", "monitor", "local"],
      temporary: ["app"],
      publicSchema: ["app"],
    });
    expect(options).toEqual({ ...onServer, dependsOn: all });
  });

  it("declares what each role is a member of, and what it starts with, if nothing", async () => {
    const resources = await declared();
    expect(one(resources, "Memberships", "database-memberships")).toMatchObject({
      inputs: { members: { own: [], migrator: ["own"], app: [], monitor: ["pg_monitor"], local: [] } },
      options: { ...onServer, dependsOn: all },
    });
    const settings = { statement_timeout: "5s", search_path: ["shop"] };
    expect(one(resources, "RoleSettings", "app-settings")).toMatchObject({
      inputs: { role: "app", settings },
      options: { ...onServer, dependsOn: all },
    });
    expect(one(resources, "RoleSettings", "own-settings").inputs).toEqual({ role: "own", settings: {} });
  });

  it("adds what is found out to a role's settings, and lets what is declared go before it", async () => {
    const foundSettings = { app: { "hnsw.ef_search": 80, statement_timeout: "1s" } };
    expect(one(await declared({ foundSettings }), "RoleSettings", "app-settings").inputs).toEqual({
      role: "app",
      settings: { "hnsw.ef_search": 80, statement_timeout: "5s", search_path: ["shop"] },
    });
  });

  it("gives a role of IAM a password where there is none, and one without a credential none", async () => {
    const resources = await declared();
    const { inputs } = one(resources, "Role", "monitor");
    expect(inputs).toEqual({ name: "monitor", comment: "", login: true, memberOf: ["pg_monitor"] });
    expect(one(resources, "Role", "local").inputs).toMatchObject({ login: true, credential: "none" });
  });

  it("secures rows before anybody is given them", async () => {
    const resources = await declared();
    const inSchema = { ...onServer, parent: "shop-schema" };
    expect(one(resources, "RowSecurity", "shop-row-security")).toMatchObject({
      inputs: {
        schema: "shop",
        tables: [{ table: "people" }],
        policies: [{ table: "people", name: "own", using: "true" }],
      },
      options: { ...inSchema, dependsOn: ["shop-migrations"] },
    });
    const after = { ...inSchema, dependsOn: ["shop-migrations", "shop-row-security"] };
    expect(one(resources, "Index", "shop-people_idx").options).toEqual(after);
    expect(one(resources, "Privileges", "shop-privileges")).toMatchObject({
      inputs: {
        schema: "shop",
        owner: "own",
        grants: [{ role: "app", tables: ["SELECT"] }],
        creators: ["own", "migrator", "boss"],
        masks: [{ table: "people", columns: ["email"], hiddenFrom: ["app"] }],
      },
      // The administrator's name is the server's to say.
      options: { ...after, dependsOn: ["server", ...after.dependsOn] },
    });
    expect(resources.filter(({ name }) => name === "plain-row-security")).toEqual([]);
  });

  it("refuses a model that contradicts itself before anything is declared", async () => {
    expect.assertions(1);
    const schemas = [{ name: "s", owner: "nobody", comment: "", grants: [], indexes: [] }];
    await registered(() => {
      const args = { model: { ...model, schemas }, makeObjects: objectsByPlugIn, migrationsFolder: "m" };
      const place = new EmbeddedPostgres("server", server);
      expect(() => new Database("database", { server: place, ...args })).toThrow(
        "schema s: owner: there is no role nobody",
      );
    });
  });
});
