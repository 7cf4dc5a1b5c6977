import { describe, expect, it } from "vitest";
import { Database } from "../../components/database/database.ts";
import { objectsByPlugIn } from "../../components/database/objects-by-plug-in.ts";
import { EmbeddedPostgres } from "../../components/server/embedded-postgres.ts";
import type { DatabaseModel, Schema } from "../../model/database-model.ts";
import type { IndexDefinition } from "../../model/index-definition.ts";
import { type Registered, registered } from "./mocks.ts";
import { resolved } from "./values.ts";

const server = { stack: "dev", port: 1, dataFolder: "data", database: "d", adminUser: "boss", memory: 1 };
const keys = [{ column: "v", opclass: "vector_cosine_ops" }];
const recall = { k: 10, atLeast: 0.95 };
const gated = (name: string, more: Partial<IndexDefinition> = {}): IndexDefinition => {
  return { name, table: "points", method: "hnsw", keys, recall, ...more };
};

function modelWith(indexes: readonly IndexDefinition[], more: Partial<Schema> = {}): DatabaseModel {
  return {
    extensions: [{ name: "vector" }],
    roles: [
      { name: "own", comment: "" },
      { name: "readers", comment: "" },
      { name: "app", comment: "", login: true },
      { name: "report", comment: "", login: true, memberOf: ["readers"] },
      { name: "tuned", comment: "", login: true, memberOf: ["readers"], settings: { "hnsw.ef_search": 77 } },
      { name: "monitor", comment: "", login: true },
    ],
    schemas: [
      {
        name: "s",
        owner: "own",
        comment: "",
        grants: [
          { role: "app", tables: ["SELECT", "INSERT"] },
          { role: "readers", tables: ["SELECT"] },
          { role: "monitor", schema: ["USAGE"] },
        ],
        indexes,
        ...more,
      },
    ],
  };
}

async function declared(model: DatabaseModel): Promise<{ resources: Registered[]; database: Database }> {
  let database: Database | undefined;
  const resources = await registered(() => {
    const args = { model, makeObjects: objectsByPlugIn, migrationsFolder: "m" };
    database = new Database("database", { server: new EmbeddedPostgres("server", server), ...args });
  });
  if (database === undefined) throw new Error("nothing was declared");
  return { resources, database };
}

const settingsOf = (resources: readonly Registered[]) =>
  Object.fromEntries(
    resources
      .filter(({ type }) => type === "pgstack:index:RoleSettings")
      .map(({ inputs }) => [inputs.role, inputs.settings]),
  );

describe("a recall gate", () => {
  it("is declared beside its index, which knows nothing of it", async () => {
    const { resources } = await declared(modelWith([gated("a", { recall: { ...recall, roles: ["app"] } })]));
    const index = resources.find(({ type }) => type === "pgstack:index:Index");
    expect(index?.inputs).toEqual({ schema: "s", name: "a", table: "points", method: "hnsw", keys });
    const gates = resources.filter(({ type }) => type === "pgstack:index:IndexRecall");
    expect(gates).toEqual([
      {
        type: "pgstack:index:IndexRecall",
        name: "s-a-recall",
        inputs: { schema: "s", index: "a", definition: "CREATE INDEX a", k: 10, atLeast: 0.95 },
        options: {
          parent: "s-schema",
          provider: "database-connection",
          dependsOn: ["s-a"],
          deletedWith: "server",
        },
      },
    ]);
  });

  it("gives its value to every role that logs in and searches, and what the model sets stays", async () => {
    const { resources, database } = await declared(modelWith([gated("a")]));
    expect(settingsOf(resources)).toEqual({
      own: {},
      readers: {},
      app: { "hnsw.ef_search": 60 },
      report: { "hnsw.ef_search": 60 },
      tuned: { "hnsw.ef_search": 77 },
      monitor: {},
    });
    const gate = resources.find(({ type }) => type === "pgstack:index:IndexRecall");
    expect(gate?.inputs.byHand).toEqual({ tuned: 77 });
    expect(Object.keys(database.gatedSettings)).toEqual(["app", "report", "tuned"]);
  });

  it("makes the settings of its roles wait for it, and nothing else", async () => {
    const { resources } = await declared(modelWith([gated("a", { recall: { ...recall, roles: ["app"] } })]));
    const waiting = resources
      .filter(({ options }) => options.dependsOn?.includes("s-a-recall"))
      .map(({ name }) => name);
    expect(waiting).toEqual(["app-settings"]);
    const onSettings = resources.filter(({ options }) =>
      options.dependsOn?.some((name) => name.endsWith("-settings")),
    );
    expect(onSettings).toEqual([]);
  });

  it("takes, of several, the value that is largest", async () => {
    const { resources } = await declared(
      modelWith([
        gated("a"),
        gated("more"),
        gated("lists", { method: "ivfflat", recall: { ...recall, roles: ["app"] } }),
      ]),
    );
    expect(settingsOf(resources)).toMatchObject({
      app: { "hnsw.ef_search": 120, "ivfflat.probes": 7 },
      report: { "hnsw.ef_search": 120 },
    });
  });

  it("leaves out whom a mask hides the vectors from", async () => {
    const masks = [{ table: "points", columns: ["v"], hiddenFrom: ["app"] }];
    const { resources } = await declared(modelWith([gated("a")], { masks }));
    expect(settingsOf(resources)).toMatchObject({ app: {}, report: { "hnsw.ef_search": 60 } });
  });

  it("is of the settings that the stack puts out", async () => {
    const { database } = await declared(modelWith([gated("a"), gated("more")]));
    expect(await resolved(database.gatedSettings.app?.["hnsw.ef_search"])).toBe(120);
  });
});
