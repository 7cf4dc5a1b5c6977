import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, it } from "vitest";
import { checkModel } from "../../../model/check-model.ts";
import { creatorsOf } from "../../../model/creators-of.ts";
import { type AccessServer, accessServer, password } from "./access-server.ts";
import { documentedModel } from "./documented-model.ts";

let server: AccessServer;
beforeAll(async () => {
  server = await accessServer("embedded");
});
afterAll(() => server[Symbol.asyncDispose]());

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");

it("is what docs/access.md shows", () => {
  const shown = /```ts\n(?<text>[^`]*)```/.exec(read("../../../docs/access.md"))?.groups?.text;
  const declared = /\/\/ docs\/access.md begins\n(?<text>.*) {2}\/\/ docs\/access.md ends/s.exec(
    read("documented-model.ts"),
  )?.groups?.text;
  expect(declared?.replaceAll(/^ {2}/gm, "")).toBe(shown);
});

it("does what docs/access.md says", async () => {
  checkModel(documentedModel);
  for (const { name, login } of documentedModel.roles)
    await server.admin.query(`CREATE ROLE ${name} ${login ? `LOGIN PASSWORD '${password}'` : ""}`);
  await server.admin.query("CREATE SCHEMA shop AUTHORIZATION shop_owner; GRANT shop_owner TO shop_migrator");
  // What the example's migration would make.
  await server.admin.query(`SET ROLE shop_owner;
    CREATE TABLE shop.customers (id int, tenant text, email text);
    INSERT INTO shop.customers VALUES (1, 'north', 'a@example.com'), (2, 'south', 'b@example.com'); RESET ROLE`);
  const { schemas, roles, access } = documentedModel;
  const [schema] = schemas;
  if (schema === undefined) throw new Error("the example declares a schema");
  const { name, owner, grants, masks = [], rowSecurity = [], policies = [] } = schema;
  const creators = creatorsOf(schema, roles, server.boss);
  await server.make("RowSecurity", { schema: name, tables: rowSecurity, policies });
  await server.make("Privileges", { schema: name, owner, grants, masks, creators });
  const connect = roles.filter(({ login }) => login).map((role) => role.name);
  await server.make("DatabasePrivileges", { connect, temporary: access?.temporary });
  await server.make("Memberships", {
    members: Object.fromEntries(roles.map((role) => [role.name, role.memberOf ?? []])),
  });
  for (const role of roles)
    await server.make("RoleSettings", { role: role.name, settings: role.settings ?? {} });

  const tries = server.tries;
  const asNorth = (sql: string) =>
    tries("shop_app", `SELECT set_config('shop.tenant', 'north', false); ${sql}`, "last");
  expect(await asNorth("SELECT email FROM customers")).toEqual([{ email: "a@example.com" }]);
  expect(await asNorth("DELETE FROM customers WHERE tenant = 'south' RETURNING id")).toEqual([]);
  expect(await asNorth("INSERT INTO customers VALUES (3, 'south', 'c@example.com')")).toBe("42501");
  expect(await tries("shop_app", "SELECT email FROM customers")).toEqual([]);
  expect(await tries("shop_app", "SHOW statement_timeout")).toEqual([{ statement_timeout: "1min" }]);
  expect(await tries("shop_app", "CREATE TEMPORARY TABLE mine (a int)")).toEqual([]);

  expect(await tries("shop_reports", "SELECT id, tenant FROM shop.customers ORDER BY 1")).toEqual([
    { id: 1, tenant: "north" },
    { id: 2, tenant: "south" },
  ]);
  expect(await tries("shop_reports", "SELECT email FROM shop.customers")).toBe("42501");
  expect(await tries("shop_monitor", "CREATE TEMPORARY TABLE mine (a int)")).toBe("42501");
  expect(await tries("shop_reports", "CREATE TEMPORARY TABLE mine (a int)")).toBe("25006");
  expect(await tries("shop_monitor", "SELECT id FROM shop.customers")).toBe("42501");
  expect(await tries("outsider", "SELECT 1")).toBe("42501");

  expect(await tries("shop_migrator", "CREATE TABLE shop.orders (id int)")).toEqual([]);
  expect(await tries("shop_app", "SELECT id FROM orders")).toEqual([]);
  expect(await tries("shop_migrator", "SELECT count(*)::int AS n FROM shop.customers")).toEqual([{ n: 2 }]);
});
