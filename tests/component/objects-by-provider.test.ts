import { ComponentResource, type Resource } from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import type { DatabaseObjects } from "../../components/database/database-objects.ts";
import { objectsByProvider } from "../../components/database/objects-by-provider.ts";
import { EmbeddedPostgres } from "../../components/server/embedded-postgres.ts";
import { LocalPostgres } from "../../components/server/local-postgres.ts";
import { fromProject } from "../../settings/paths.ts";
import { isPasswordOf } from "../../sql/role/scram-verifier.ts";
import { generatedPassword, type Registered, registered } from "./mocks.ts";
import { resolved, secretInput, secretOf } from "./values.ts";

const place = { stack: "dev", port: 25000, database: "shop", adminUser: "boss", memory: 2 ** 29 };
const inDocker = {
  dockerName: "n",
  dockerHost: "unix:///run/docker.sock",
  image: "own",
  majorVersion: 17,
  dataVersion: "1",
  cluster: "17",
  cpus: "auto" as const,
  swap: true,
  parameters: { staticParameters: { max_connections: "60" }, dynamicParameters: {} },
  replicas: [],
  synchronous: false,
  rotations: { passwords: 1, certificates: 1 },
};
const model = {
  extensions: [{ name: "vector" }, { name: "ltree", schema: "shop" }],
  roles: [
    { name: "app", comment: "reads and writes", login: true, memberOf: ["own"], connectionLimit: 5 },
    { name: "own", comment: "owns" },
    { name: "reader", comment: "reads", login: true, passwordVersion: 3 },
  ],
  schemas: [{ name: "shop", owner: "own", comment: "a shop", grants: [], indexes: [] }],
};

interface Declared {
  /** What is declared inside the component that asks for it. */
  readonly resources: readonly Registered[];
  /** What that component is given back. */
  readonly made: DatabaseObjects;
  /** Name of what everything on the server goes with. */
  readonly ready: string;
}

async function declared(): Promise<Declared> {
  let made: DatabaseObjects | undefined;
  let server: LocalPostgres | undefined;
  const resources = await registered(() => {
    const parent = new ComponentResource("test:index:Parent", "database");
    server = new LocalPostgres("server", { ...place, ...inDocker });
    made = objectsByProvider("database", server, model, parent);
  });
  if (made === undefined || server === undefined) throw new Error("nothing was declared");
  const ready = await nameOf(server.ready);
  return { resources: resources.filter(({ options }) => options.parent === "database"), made, ready };
}

async function nameOf({ urn }: Resource): Promise<string> {
  return (await resolved(urn)).split("::").at(-1) ?? "";
}

function named(resources: readonly Registered[], type: string, name: string): Registered {
  const found = resources.filter((resource) => resource.type === type && resource.name === name);
  expect(found).toHaveLength(1);
  return found[0] as Registered;
}

const role = "postgresql:index/role:Role";
const inDatabase = { parent: "database", provider: "database-objects" };

describe("objectsByProvider", () => {
  it("declares these resources and no other", async () => {
    const { resources } = await declared();
    expect(resources.map(({ type, name }) => `${type} ${name}`).sort()).toEqual([
      "pgstack:index:Comments database-comments",
      "pgstack:index:RolePasswords database-passwords",
      "postgresql:index/database:Database database-database",
      "postgresql:index/extension:Extension ltree",
      "postgresql:index/extension:Extension vector",
      "postgresql:index/role:Role app",
      "postgresql:index/role:Role own",
      "postgresql:index/role:Role reader",
      "postgresql:index/schema:Schema shop",
      "pulumi:providers:pgstack database-connection",
      "pulumi:providers:postgresql database-objects",
      "pulumi:providers:postgresql database-server",
      "random:index/randomPassword:RandomPassword app-password",
      "random:index/randomPassword:RandomPassword reader-password",
    ]);
  });

  it.each([
    ["database-server", "postgres"],
    ["database-objects", "shop"],
  ])(
    "connects %s to the database %s as the administrator, with a secret password",
    async (name, database) => {
      const { resources, ready } = await declared();
      const { inputs, options } = named(resources, "pulumi:providers:postgresql", name);
      expect(inputs).toEqual({
        host: "127.0.0.1",
        port: "25000",
        database,
        username: "boss",
        password: secretInput(generatedPassword),
        superuser: "false",
        sslmode: "verify-full",
        sslrootcert: fromProject(".pgstack/stacks/dev/tls/ca.crt"),
        maxConnections: "2",
        connectTimeout: "15",
      });
      expect(options.dependsOn).toContain(ready);
    },
  );

  it("connects our own plug-in by reference, once the database is there", async () => {
    const { resources, ready } = await declared();
    const { inputs, options } = named(resources, "pulumi:providers:pgstack", "database-connection");
    expect(inputs).toEqual({
      host: "127.0.0.1",
      port: "25000",
      database: "shop",
      user: "boss",
      credential: "file:.pgstack/stacks/dev/admin.password",
      tls: "verify-full",
      caFile: ".pgstack/stacks/dev/tls/ca.crt",
      maxConnections: "4",
      serverIdentity: "7",
    });
    expect(options.dependsOn).toEqual(expect.arrayContaining(["database-database", ready]));
  });

  it("makes the database from the outside, the same on every machine", async () => {
    const { resources, ready } = await declared();
    const database = named(resources, "postgresql:index/database:Database", "database-database");
    expect(database).toMatchObject({
      options: {
        parent: "database",
        provider: "database-server",
        deletedWith: ready,
        replaceOnChanges: ["name"],
        ignoreChanges: ["lcCollate"],
      },
    });
    expect(database.inputs).toEqual({
      name: "shop",
      template: "template0",
      encoding: "UTF8",
      lcCollate: "C",
      lcCtype: "C.UTF-8",
    });
  });

  it("makes roles that may not log in without a password", async () => {
    const { resources, made, ready } = await declared();
    const { inputs, options } = named(resources, role, "own");
    expect(inputs).toEqual({ name: "own", login: false, connectionLimit: -1, roles: [] });
    expect(options).toMatchObject({ ...inDatabase, deletedWith: ready });
    expect(Object.keys(made.passwords).sort()).toEqual(["app", "reader"]);
  });

  it("makes a member after its groups, and a schema after all roles, whatever the model's order", async () => {
    const { resources } = await declared();
    expect(named(resources, role, "app").inputs).toMatchObject({
      name: "app",
      login: true,
      connectionLimit: 5,
      roles: ["own"],
    });
    expect(named(resources, role, "app").options.dependsOn).toContain("own");
    // Also where nothing else asks for it: the provider's locks on two roles at once may end as a deadlock.
    expect(named(resources, role, "reader").options.dependsOn).toContain("app");
    const schema = named(resources, "postgresql:index/schema:Schema", "shop");
    expect(schema.inputs).toEqual({ name: "shop", owner: "own", database: "shop", ifNotExists: true });
    expect(schema.options.dependsOn).toEqual(expect.arrayContaining(["app", "own", "reader"]));
  });

  it("gives the server a verifier in place of each password, secret and the same at every run", async () => {
    const [first, second] = [await declared(), await declared()];
    const verifiers = ["app", "reader"].map((name) => {
      const { password } = named(first.resources, role, name).inputs as { password: { value: string } };
      expect(password).toEqual(secretInput(password.value));
      expect(named(second.resources, role, name).inputs.password).toEqual(password);
      expect(isPasswordOf(generatedPassword, password.value)).toBe(true);
      return password.value;
    });
    // Of the same password here: a salt for each role, so that nobody sees that two roles have the same one.
    expect(new Set(verifiers).size).toBe(2);
    expect(await secretOf(first.made.passwords.app)).toBe(generatedPassword);
  });

  it("makes another password when its version is another one", async () => {
    const { resources } = await declared();
    const random = "random:index/randomPassword:RandomPassword";
    expect(named(resources, random, "app-password").inputs).toEqual({
      length: 33,
      special: false,
      keepers: { version: "1" },
    });
    expect(named(resources, random, "reader-password").inputs.keepers).toEqual({ version: "3" });
  });

  it("makes an extension after the schema it goes into", async () => {
    const { resources, ready } = await declared();
    const extension = "postgresql:index/extension:Extension";
    expect(named(resources, extension, "vector").inputs).toEqual({
      name: "vector",
      schema: "public",
      database: "shop",
    });
    expect(named(resources, extension, "vector").options).toMatchObject({
      ...inDatabase,
      deletedWith: ready,
    });
    expect(named(resources, extension, "ltree").options.dependsOn).toContain("shop");
  });

  it("comments what the other provider has made, by our own plug-in", async () => {
    const { resources, made, ready } = await declared();
    expect(named(resources, "pgstack:index:Comments", "database-comments")).toMatchObject({
      inputs: {
        roles: { app: "reads and writes", own: "owns", reader: "reads" },
        schemas: { shop: "a shop" },
      },
      options: {
        parent: "database",
        provider: "database-connection",
        dependsOn: ["app", "own", "reader", "shop"],
        deletedWith: ready,
      },
    });
    // What is inside a schema waits for the comments too: both change the same rows of the catalog.
    const names = await Promise.all(
      made.roles.map(async ({ urn }) => (await resolved(urn)).split("::").at(-1)),
    );
    expect(names).toEqual(["own", "app", "reader", "database-comments", "database-passwords"]);
  });

  it("sees to the passwords by our own plug-in: the provider cannot read what became of them", async () => {
    const { resources, ready } = await declared();
    expect(named(resources, "pgstack:index:RolePasswords", "database-passwords")).toMatchObject({
      inputs: { passwords: secretInput({ app: generatedPassword, reader: generatedPassword }) },
      options: {
        parent: "database",
        provider: "database-connection",
        dependsOn: expect.arrayContaining(["app", "own", "reader"]),
        deletedWith: ready,
      },
    });
  });

  it("refuses a server that gives no password to connect with", async () => {
    expect.assertions(1);
    await registered(() => {
      const parent = new ComponentResource("test:index:Parent", "database");
      const server = new EmbeddedPostgres("server", { ...place, dataFolder: "data" });
      expect(() => objectsByProvider("database", server, model, parent)).toThrow(
        "the embedded server gives no password to connect with",
      );
    });
  });
});
